import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileLayer } from '../../config/layers.ts';
import type { Layer, SettingTable } from '../../config/resolve-settings.ts';
import { GateError } from '../../model/gate-error.ts';
import { isMissing, unreadableWhy } from './unreadable-file.ts';

const DEFAULT_FILE = 'perf-gate.yml';

/**
 * The settings that a file holds: the one that is named, else `perf-gate.yml` where there is one; `null` for none.
 * @throws GateError CONFIG_INVALID, FILE_NOT_FOUND, FILE_UNREADABLE
 */
export async function readConfigLayer(
  named: string | null,
  table: SettingTable,
  cwd: string,
): Promise<Layer | null> {
  const name = named ?? DEFAULT_FILE;
  let text: string;
  try {
    text = await readFile(path.resolve(cwd, name), 'utf8');
  } catch (cause) {
    if (isMissing(cause) && named === null) return null;
    throw unreadable(name, cause);
  }
  return fileLayer(name, await parseContent(name, text), table);
}

function unreadable(name: string, cause: unknown): GateError {
  const code = isMissing(cause) ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE';
  const message = `reading the settings file ${name}: ${unreadableWhy(cause)}`;
  const hint = `Give an existing YAML file with --config, or none: ${DEFAULT_FILE} counts where it is there.`;
  return new GateError(code, message, { fault: 'user', hint, cause });
}

async function parseContent(name: string, text: string): Promise<unknown> {
  // Most jobs have no file, and need no parser.
  const { parseYaml } = await import('./parse-yaml.ts');
  try {
    return parseYaml(text);
  } catch (cause) {
    const problem = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new GateError('CONFIG_INVALID', `${name} is not valid YAML: ${problem}`, {
      fault: 'user',
      hint: 'Correct the file at the line that is named.',
      cause,
    });
  }
}
