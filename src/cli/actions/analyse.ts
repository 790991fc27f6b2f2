import path from 'node:path';
import { makeCanvasChartRenderer } from '../../adapters/chart-canvas/canvas-chart-renderer.ts';
import { prometheusFindingSinks } from '../../adapters/composition/prometheus-outputs.ts';
import { makeFileResultsReader } from '../../adapters/node/file-results-reader.ts';
import { systemClock } from '../../adapters/node/system-clock.ts';
import { makeFindingFilesSink } from '../../adapters/report-files/finding-files-sink.ts';
import { type AnalyseRequest, analyseRun } from '../../app/analyse-run.ts';
import type { FindingDeps } from '../../app/conclude-finding.ts';
import { findingOptions, findingTerms } from '../../app/finding-request.ts';
import { ANALYSE_SETTINGS } from '../../config/analysis-settings.ts';
import type { Settings } from '../../config/resolve-settings.ts';
import { RUN_SETTINGS } from '../../config/run-settings.ts';
import { VERSION } from '../../lib/version.ts';
import { FINDING_TESTS, type FindingReport, type FindingTest } from '../../model/finding.ts';
import { renderFinding } from '../../model/finding-file.ts';
import { renderFindingText } from '../../report/finding-text.ts';
import type { CliArguments, CliContext } from '../command.ts';
import { composeEnvironment, composeLogger, composeStore } from '../compose.ts';
import { usageError } from '../parse-arguments.ts';
import { readSettings } from '../read-settings.ts';

type AnalyseSettings = Settings<typeof ANALYSE_SETTINGS>;

export async function analyse(args: CliArguments, context: CliContext): Promise<number> {
  const table = { ...RUN_SETTINGS, ...ANALYSE_SETTINGS };
  const settings = await readSettings(ANALYSE_SETTINGS, table, args, context);
  const [test = '', ...files] = args.positionals;
  const { report, exitCode } = await analyseRun(requestOf(testNamed(test), files, settings), {
    ...composeFindings(settings, context),
    reader: makeFileResultsReader(context.cwd, process.stdin),
  });
  printFinding(report, settings.out, args.json, context);
  return exitCode;
}

/** Everything that concludes a finding, of whichever command. */
export function composeFindings(
  {
    findings,
    out,
    prometheus,
  }: { readonly findings: string; readonly out: string; readonly prometheus: string | null },
  context: CliContext,
): FindingDeps {
  const inside = (folder: string) => ({ directory: path.resolve(context.cwd, folder), shownAs: folder });
  return {
    store: composeStore(findings, context),
    environment: composeEnvironment(context),
    clock: systemClock,
    logger: composeLogger(context),
    sinks: [
      makeFindingFilesSink({ ...inside(out), charts: makeCanvasChartRenderer() }),
      ...prometheusFindingSinks(prometheus, context.variables),
    ],
    version: VERSION,
  };
}

export function printFinding(report: FindingReport, out: string, json: boolean, context: CliContext): void {
  context.stdout.write(json ? renderFinding(report) : renderFindingText(report));
  const files = Object.values(report.artifacts).map((name) => path.join(out, name));
  if (!json && files.length > 0) context.stdout.write(`\nWritten: ${files.join(', ')}\n`);
}

function testNamed(name: string): FindingTest {
  const test = FINDING_TESTS.find((candidate) => candidate === name);
  if (test !== undefined) return test;
  throw usageError({ name: 'analyse' }, `expected ${FINDING_TESTS.join(', ')}, got ${JSON.stringify(name)}`);
}

function requestOf(test: FindingTest, files: readonly string[], settings: AnalyseSettings): AnalyseRequest {
  const [first = '', ...rest] = files;
  return {
    test,
    files: [first, ...rest],
    previous: settings.previous,
    metrics: settings.metrics,
    options: findingOptions(settings),
    terms: findingTerms(test, settings),
  };
}
