import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFileResultsReader } from '../../adapters/node/file-results-reader.ts';
import { systemClock } from '../../adapters/node/system-clock.ts';
import { acceptBaseline } from '../../app/accept-baseline.ts';
import { exportBaselines } from '../../app/export-baselines.ts';
import { importBaselines } from '../../app/import-baselines.ts';
import { listBaselines } from '../../app/list-baselines.ts';
import { pinBaseline } from '../../app/pin-baseline.ts';
import { showBaseline } from '../../app/show-baseline.ts';
import type { Settings } from '../../config/resolve-settings.ts';
import { RUN_SETTINGS, STORE_SETTINGS } from '../../config/run-settings.ts';
import { optionalTextSetting, switchSetting, textSetting } from '../../config/setting-kinds.ts';
import { EXIT_CODES } from '../../model/exit-code.ts';
import type { BaselineStore } from '../../ports/baseline-store.ts';
import { renderBaselineList, renderHistory } from '../../report/baseline-text.ts';
import type { CliArguments, CliContext, Command } from '../command.ts';
import { composeEnvironment, composeStore } from '../compose.ts';
import { usageError } from '../parse-arguments.ts';
import { readSettings } from '../read-settings.ts';

const BASELINE_SETTINGS = {
  store: STORE_SETTINGS.store,
  key: textSetting({ name: 'key', help: 'What the baseline is filed under' }, 'NAME', 'baseline'),
  entry: optionalTextSetting(
    { name: 'entry', help: 'An entry by its id; the newest that fits otherwise' },
    'ID',
  ),
  by: optionalTextSetting(
    { name: 'by', help: 'Who accepts or pins, for the audit line; you otherwise' },
    'NAME',
  ),
  why: optionalTextSetting({ name: 'why', help: 'Why, for the audit line; needed by accept' }, 'TEXT'),
  unpin: switchSetting({ name: 'unpin', help: 'With pin: back to the whole epoch' }),
  allKeys: switchSetting({ name: 'all-keys', help: 'With export: every key' }),
};

type BaselineSettings = Settings<typeof BASELINE_SETTINGS>;
type Action = (call: Call) => Promise<string>;

interface Call {
  readonly settings: BaselineSettings;
  readonly store: BaselineStore;
  readonly file: string | null;
  readonly json: boolean;
  readonly context: CliContext;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  list,
  show,
  accept,
  pin,
  export: exportAll,
  import: importAll,
};

export const baselineCommand: Command = {
  name: 'baseline',
  summary: 'List, show, accept, pin, export or import baselines',
  usage: 'baseline list|show|accept|pin|export|import [FILE] [options]',
  description:
    'list: the keys of the store. show: the history of a key. accept: promote a withheld entry (a regression that is intended) and open a new epoch, with an audit line. pin: make one entry the whole baseline. export writes events to FILE (or standard output); import adds those of FILE and loses nothing that is there.',
  examples: [
    'perf-gate baseline show --key baseline',
    'perf-gate baseline accept --why "search now ranks by relevance"',
    'perf-gate baseline export baselines.json --all-keys',
  ],
  settings: BASELINE_SETTINGS,
  readsConfigFile: true,
  positionals: { min: 1, max: 2, expected: 'one of list, show, accept, pin, export FILE, import FILE' },
  async run(args, context) {
    const settings = await readSettings(
      BASELINE_SETTINGS,
      { ...RUN_SETTINGS, ...BASELINE_SETTINGS },
      args,
      context,
    );
    const action = actionOf(args);
    const [, file = null] = args.positionals;
    const store = composeStore(settings.store, context);
    context.stdout.write(await action({ settings, store, file, json: args.json, context }));
    return EXIT_CODES.ok;
  },
};

function actionOf({ positionals: [name = ''] }: CliArguments): Action {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action !== undefined) return action;
  throw usageError(
    baselineCommand,
    `unknown action ${JSON.stringify(name)}, expected ${Object.keys(ACTIONS).join(', ')}`,
  );
}

async function list({ store, json }: Call): Promise<string> {
  const baselines = await listBaselines(store);
  return json ? asJson(baselines) : renderBaselineList(baselines, store.description);
}

async function show({ store, settings, json }: Call): Promise<string> {
  const history = await showBaseline(store, settings.key);
  return json ? asJson(history) : renderHistory(history);
}

async function accept({ store, settings, context }: Call): Promise<string> {
  const { why, entry, key } = settings;
  if (why === null)
    throw usageError(baselineCommand, 'accept needs --why TEXT: the reason is kept with the baseline');
  const { by, commit } = await author(settings, context);
  const acceptance = await acceptBaseline(store, { key, entry, by, why, commit, at: now() });
  return `Accepted ${acceptance.entry} as the start of a new epoch of ${JSON.stringify(key)} (by ${acceptance.by}: ${acceptance.why})\n`;
}

async function pin({ store, settings, context }: Call): Promise<string> {
  const { key, unpin, entry, why } = settings;
  const { by } = await author(settings, context);
  const pinned = await pinBaseline(store, { key, entry, unpin, by, why: why ?? '', at: now() });
  return pinned === null
    ? `Unpinned ${JSON.stringify(key)}\n`
    : `Pinned ${pinned} as the baseline of ${JSON.stringify(key)}\n`;
}

async function exportAll({ store, settings, file, context }: Call): Promise<string> {
  const document = await exportBaselines(store, settings.allKeys ? await store.keys() : [settings.key]);
  if (file === null) return document;
  await writeFile(path.resolve(context.cwd, file), document, { flag: 'wx' });
  return `Written: ${file}\n`;
}

async function importAll({ store, file, context }: Call): Promise<string> {
  if (file === null) throw usageError(baselineCommand, 'import needs a FILE (or - for standard input)');
  const chunks: Uint8Array[] = [];
  for await (const chunk of makeFileResultsReader(context.cwd, process.stdin).read(file)) chunks.push(chunk);
  const { added, alreadyThere } = await importBaselines(store, Buffer.concat(chunks).toString('utf8'), file);
  return `Imported ${added} events; ${alreadyThere} were there already\n`;
}

async function author(settings: BaselineSettings, context: CliContext) {
  const source = await composeEnvironment(context).source();
  return { by: settings.by ?? source.actor ?? 'unknown', commit: source.commit };
}

function now(): string {
  return new Date(systemClock.now()).toISOString();
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
