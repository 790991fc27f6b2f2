import { closest } from '../lib/closest.ts';
import { GateError } from '../model/gate-error.ts';
import type { Layer, SettingTable } from './resolve-settings.ts';

export function flagLayer(values: Readonly<Record<string, unknown>>): Layer {
  return { values, describe: (name) => `--${name}` };
}

/** `PERF_GATE_FAIL_THRESHOLD` and the like; other variables are not looked at. */
export function environmentLayer(
  environment: Readonly<Record<string, string | undefined>>,
  table: SettingTable,
): Layer {
  const values: Record<string, unknown> = {};
  for (const { name } of Object.values(table)) {
    const value = environment[variableOf(name)];
    if (value !== undefined && value !== '') values[name] = value;
  }
  return { values, describe: variableOf };
}

export function variableOf(name: string): string {
  return `PERF_GATE_${name.toUpperCase().replaceAll('-', '_')}`;
}

/**
 * Settings of a parsed configuration file.
 * @throws GateError CONFIG_INVALID for anything but a map, and for names that are no setting.
 */
export function fileLayer(path: string, content: unknown, table: SettingTable): Layer {
  if (content === null || content === undefined)
    return { values: {}, describe: (name) => `${path}: ${name}` };
  if (typeof content !== 'object' || Array.isArray(content))
    throw fileError(
      path,
      `expected a map of settings, got ${Array.isArray(content) ? 'a list' : typeof content}`,
    );
  const known = Object.values(table).map(({ name }) => name);
  const unknown = Object.keys(content).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw fileError(path, `unknown setting ${unknown.map((name) => suggested(name, known)).join(', ')}`);
  return { values: { ...content }, describe: (name) => `${path}: ${name}` };
}

function suggested(name: string, known: readonly string[]): string {
  const near = closest(name.replace(/^--/, '').replaceAll('_', '-').toLowerCase(), known);
  return near === null ? JSON.stringify(name) : `${JSON.stringify(name)} (did you mean ${near}?)`;
}

function fileError(path: string, problem: string): GateError {
  return new GateError('CONFIG_INVALID', `${path}: ${problem}`, {
    fault: 'user',
    hint: 'The file takes the names of the command line without the dashes, for example fail-threshold: 20%.',
  });
}
