import path from 'node:path';
import { makeMetricsScraper } from '../../adapters/node/metrics-scraper.ts';
import { packageRoot } from '../../adapters/node/package-root.ts';
import { readScript } from '../../adapters/node/script-source.ts';
import { systemClock } from '../../adapters/node/system-clock.ts';
import { runFinding } from '../../app/run-finding.ts';
import { type RunFindingSettings, runFindingRequest, shippedScript } from '../../app/run-finding-request.ts';
import type { FindingTest } from '../../model/finding.ts';
import type { CliArguments, CliContext } from '../command.ts';
import { composeLoadProgress } from '../compose.ts';
import { composeEngines } from '../compose-engines.ts';
import { composeFindings, printFinding } from './analyse.ts';

export type RunTestSettings = RunFindingSettings & { readonly findings: string };

/** `run --test stress|spike|soak`: the script that comes with perf-gate for that test, or one that is named. */
export async function runTest(
  test: FindingTest,
  settings: RunTestSettings,
  args: CliArguments,
  context: CliContext,
): Promise<number> {
  const shipped = shippedScript(test);
  const [named] = args.positionals;
  const script = await readScript(named ?? path.join(packageRoot(), shipped), context.cwd);
  const deps = {
    ...composeFindings(settings, context),
    engines: composeEngines(settings, context),
    scraper: makeMetricsScraper(systemClock),
    signal: context.signal,
    onProgress: composeLoadProgress(context),
  };
  const { report, exitCode } = await runFinding(
    runFindingRequest(test, named ?? shipped, settings),
    script,
    deps,
  );
  printFinding(report, settings.out, args.json, context);
  return exitCode;
}
