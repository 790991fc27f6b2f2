import { makeFileResultsReader } from '../../adapters/node/file-results-reader.ts';
import { makeGitVersionControl } from '../../adapters/node/git-version-control.ts';
import { systemClock } from '../../adapters/node/system-clock.ts';
import { acceptBaseline } from '../../app/accept-baseline.ts';
import { acceptFinding, requireFindings } from '../../app/accept-finding.ts';
import { bisectHint } from '../../app/bisect-hint.ts';
import { chosenKey } from '../../app/chosen-key.ts';
import { exportBaselines } from '../../app/export-baselines.ts';
import { importBaselines } from '../../app/import-baselines.ts';
import { listBaselines } from '../../app/list-baselines.ts';
import { pinBaseline } from '../../app/pin-baseline.ts';
import { showBaseline } from '../../app/show-baseline.ts';
import type { Settings } from '../../config/resolve-settings.ts';
import { RUN_SETTINGS } from '../../config/run-settings.ts';
import { EXIT_CODES } from '../../model/exit-code.ts';
import type { FindingTest } from '../../model/finding.ts';
import type { BaselineStore } from '../../ports/baseline-store.ts';
import { renderBaselineList, renderFindingHistory, renderHistory } from '../../report/baseline-text.ts';
import { renderBisectHint } from '../../report/bisect-text.ts';
import type { CliArguments, CliContext } from '../command.ts';
import { BASELINE_SETTINGS } from '../command-settings.ts';
import { composeEnvironment, composeStore } from '../compose.ts';
import { usageError } from '../parse-arguments.ts';
import { readSettings } from '../read-settings.ts';
import { writeResult } from '../write-result.ts';

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
  'bisect-hint': bisect,
  export: exportAll,
  import: importAll,
};

export async function baseline(args: CliArguments, context: CliContext): Promise<number> {
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
}

function actionOf({ positionals: [name = ''] }: CliArguments): Action {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action !== undefined) return action;
  throw usageError(
    { name: 'baseline' },
    `unknown action ${JSON.stringify(name)}, expected ${Object.keys(ACTIONS).join(', ')}`,
  );
}

async function list({ store, json }: Call): Promise<string> {
  const baselines = await listBaselines(store);
  return json ? asJson(baselines) : renderBaselineList(baselines, store.description);
}

async function show({ store, settings, json, context }: Call): Promise<string> {
  const { test } = settings;
  if (test !== 'baseline') {
    const key = findingKeyOf(settings, test);
    const entries = await requireFindings(composeStore(settings.findings, context), test, key);
    return json ? asJson(entries) : renderFindingHistory(test, key, entries);
  }
  const { history, p95 } = await showBaseline(store, await chosenKey(store, settings.key));
  return json ? asJson(history) : renderHistory(history, p95);
}

async function accept({ store, settings, context }: Call): Promise<string> {
  const { why, entry, test } = settings;
  if (why === null)
    throw usageError({ name: 'baseline' }, 'accept needs --why TEXT: the reason is kept with the baseline');
  const { by, commit } = await author(settings, context);
  if (test !== 'baseline') {
    const request = { key: findingKeyOf(settings, test), entry, by, why, commit, at: now() };
    const { entry: id } = await acceptFinding(composeStore(settings.findings, context), test, request);
    return `Accepted ${id}: later ${test} tests of ${JSON.stringify(request.key)} are held against it (by ${by}: ${why})\n`;
  }
  const key = await chosenKey(store, settings.key);
  const acceptance = await acceptBaseline(store, { key, entry, by, why, commit, at: now() });
  return `Accepted ${acceptance.entry} as the start of a new epoch of ${JSON.stringify(key)} (by ${acceptance.by}: ${acceptance.why})\n`;
}

/** What a test is filed under that was given no key. */
function findingKeyOf({ key }: BaselineSettings, test: FindingTest): string {
  return key ?? test;
}

async function pin({ store, settings, context }: Call): Promise<string> {
  const { unpin, entry, why } = settings;
  const key = await chosenKey(store, settings.key);
  const { by } = await author(settings, context);
  const pinned = await pinBaseline(store, { key, entry, unpin, by, why: why ?? '', at: now() });
  return pinned === null
    ? `Unpinned ${JSON.stringify(key)}\n`
    : `Pinned ${pinned} as the baseline of ${JSON.stringify(key)}\n`;
}

async function bisect({ store, settings, json, context }: Call): Promise<string> {
  const hint = await bisectHint(
    store,
    makeGitVersionControl(context.cwd),
    await chosenKey(store, settings.key),
  );
  return json ? asJson(hint) : renderBisectHint(hint);
}

async function exportAll({ store, settings, file, context }: Call): Promise<string> {
  const keys = settings.allKeys ? await store.keys() : [await chosenKey(store, settings.key)];
  const document = await exportBaselines(store, keys);
  if (file === null) return document;
  await writeResult(file, document, context);
  return `Written: ${file}\n`;
}

async function importAll({ store, file, context }: Call): Promise<string> {
  if (file === null) throw usageError({ name: 'baseline' }, 'import needs a FILE (or - for standard input)');
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
