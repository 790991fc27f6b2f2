import { makeFileResultsReader } from '../../adapters/node/file-results-reader.ts';
import { systemClock } from '../../adapters/node/system-clock.ts';
import { compareRuns } from '../../app/compare-runs.ts';
import { failurePolicy, gatePolicy } from '../../config/gate-request.ts';
import { LOAD_SETTINGS, OUTPUT_SETTINGS, POLICY_SETTINGS, RUN_SETTINGS } from '../../config/run-settings.ts';
import { textsSetting } from '../../config/setting-kinds.ts';
import type { Command } from '../command.ts';
import { composeEnvironment, composeLogger, reportFiles } from '../compose.ts';
import { usageError } from '../parse-arguments.ts';
import { printReport } from '../print-report.ts';
import { readSettings } from '../read-settings.ts';
import { VERSION } from '../version.ts';

const COMPARE_SETTINGS = {
  baseline: textsSetting(
    { name: 'baseline', help: 'Results to compare against; every file counts as one job' },
    'FILE...',
  ),
  candidate: textsSetting(
    { name: 'candidate', help: 'Results under judgement; several are rounds of one job' },
    'FILE...',
  ),
  warmUp: LOAD_SETTINGS.warmUp,
  ...POLICY_SETTINGS,
  out: OUTPUT_SETTINGS.out,
};

export const compareCommand: Command = {
  name: 'compare',
  summary: 'Judge result files that were made elsewhere',
  usage: 'compare --baseline FILE... --candidate FILE... [options]',
  description:
    'Reads k6 results (NDJSON, CSV, summary export or handleSummary JSON, gzipped or not, told apart by content) or the run.json of perf-gate, and judges the candidate against the baseline as run does. No load is applied and nothing is filed. Summaries carry no distribution: with them only the plain ratio can be told.',
  examples: [
    'perf-gate compare --baseline main-1.json.gz main-2.json.gz main-3.json.gz --candidate pr.json.gz',
    'perf-gate compare --baseline old/run.json --candidate new/run.json --json',
  ],
  settings: COMPARE_SETTINGS,
  readsConfigFile: true,
  positionals: { min: 0, max: 0, expected: 'files after --baseline and --candidate only' },
  async run(args, context) {
    const settings = await readSettings(
      COMPARE_SETTINGS,
      { ...RUN_SETTINGS, ...COMPARE_SETTINGS },
      args,
      context,
    );
    const request = {
      baseline: atLeastOne('baseline', settings.baseline),
      candidate: atLeastOne('candidate', settings.candidate),
      warmUpMs: settings.warmUp,
      policy: gatePolicy(settings),
      failure: failurePolicy(settings),
    };
    const { report, exitCode } = await compareRuns(request, {
      reader: makeFileResultsReader(context.cwd, process.stdin),
      environment: composeEnvironment(context),
      clock: systemClock,
      logger: composeLogger(context),
      sinks: [reportFiles(settings.out, context)],
      version: VERSION,
    });
    printReport(report, settings.out, args.json, context);
    return exitCode;
  },
};

function atLeastOne(name: string, files: readonly string[]): readonly [string, ...string[]] {
  const [first, ...rest] = files;
  if (first === undefined) throw usageError(compareCommand, `expected --${name} FILE, got none`);
  return [first, ...rest];
}
