import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseYaml } from 'yaml';
import { environmentLayer, fileLayer, flagLayer } from '../config/layers.ts';
import { type Layer, resolveSettings, type Settings, type SettingTable } from '../config/resolve-settings.ts';
import { GateError } from '../model/gate-error.ts';
import type { CliArguments, CliContext } from './command.ts';

const DEFAULT_FILE = 'perf-gate.yml';

/**
 * Settings of a command: flag, then environment, then file, then default. `fileTable` names everything that a
 * file may hold, so that one file serves all commands; `null` reads no file.
 * @throws GateError CONFIG_INVALID, FILE_NOT_FOUND, FILE_UNREADABLE
 */
export async function readSettings<T extends SettingTable>(
  table: T,
  fileTable: SettingTable | null,
  args: CliArguments,
  context: CliContext,
): Promise<Settings<T>> {
  const { config, ...flags } = args.flags;
  const layers: Layer[] = [flagLayer(flags), environmentLayer(context.variables, table)];
  if (fileTable !== null)
    layers.push(...(await fileLayers(typeof config === 'string' ? config : null, fileTable, context)));
  return resolveSettings(table, layers);
}

async function fileLayers(
  named: string | null,
  table: SettingTable,
  context: CliContext,
): Promise<readonly Layer[]> {
  const file = await readConfigFile(named, context.cwd);
  return file === null ? [] : [fileLayer(file.path, file.content, table)];
}

async function readConfigFile(
  named: string | null,
  cwd: string,
): Promise<{ path: string; content: unknown } | null> {
  const name = named ?? DEFAULT_FILE;
  let text: string;
  try {
    text = await readFile(path.resolve(cwd, name), 'utf8');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing && named === null) return null;
    throw new GateError(
      missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE',
      `reading the settings file ${name}: ${String(cause)}`,
      {
        fault: 'user',
        hint: 'Give an existing YAML file with --config, or none.',
        cause,
      },
    );
  }
  return { path: name, content: parseContent(name, text) };
}

function parseContent(name: string, text: string): unknown {
  try {
    return parseYaml(text, { maxAliasCount: 20 });
  } catch (cause) {
    const problem = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new GateError('CONFIG_INVALID', `${name} is not valid YAML: ${problem}`, {
      fault: 'user',
      hint: 'Correct the file at the line that is named.',
      cause,
    });
  }
}
