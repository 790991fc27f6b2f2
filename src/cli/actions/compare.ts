import { makeFileResultsReader } from '../../adapters/node/file-results-reader.ts';
import { systemClock } from '../../adapters/node/system-clock.ts';
import { compareRuns } from '../../app/compare-runs.ts';
import { failurePolicy, gatePolicy } from '../../config/gate-request.ts';
import { RUN_SETTINGS } from '../../config/run-settings.ts';
import { VERSION } from '../../lib/version.ts';
import type { CliArguments, CliContext } from '../command.ts';
import { COMPARE_SETTINGS } from '../command-settings.ts';
import { composeEnvironment, composeLogger, reportFiles } from '../compose.ts';
import { usageError } from '../parse-arguments.ts';
import { printReport } from '../print-report.ts';
import { readSettings } from '../read-settings.ts';

export async function compare(args: CliArguments, context: CliContext): Promise<number> {
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
}

function atLeastOne(name: string, files: readonly string[]): readonly [string, ...string[]] {
  const [first, ...rest] = files;
  if (first === undefined) throw usageError({ name: 'compare' }, `expected --${name} FILE, got none`);
  return [first, ...rest];
}
