import { readConfigLayer } from '../adapters/node/config-file.ts';
import { environmentLayer, flagLayer } from '../config/layers.ts';
import { type Layer, resolveSettings, type Settings, type SettingTable } from '../config/resolve-settings.ts';
import type { CliArguments, CliContext } from './command.ts';

/**
 * Settings of a command: flag, then environment, then file, then default. `fileTable` names everything that a
 * file may hold, so that one file serves all commands; `null` reads no file.
 * @throws GateError CONFIG_INVALID, FILE_NOT_FOUND, FILE_UNREADABLE
 */
export async function readSettings<T extends SettingTable>(
  table: T,
  fileTable: SettingTable | null,
  args: CliArguments,
  context: Pick<CliContext, 'variables' | 'cwd'>,
): Promise<Settings<T>> {
  const { config, ...flags } = args.flags;
  const layers: Layer[] = [flagLayer(flags), environmentLayer(context.variables, table)];
  if (fileTable !== null) {
    const file = await readConfigLayer(typeof config === 'string' ? config : null, fileTable, context.cwd);
    if (file !== null) layers.push(file);
  }
  return resolveSettings(table, layers);
}
