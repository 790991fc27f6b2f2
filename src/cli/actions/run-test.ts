import path from 'node:path';
import { makeLoadEngines } from '../../adapters/composition/load-engines.ts';
import { watchedEngines } from '../../adapters/composition/prometheus-outputs.ts';
import { makeMetricsScraper } from '../../adapters/node/metrics-scraper.ts';
import { packageRoot } from '../../adapters/node/package-root.ts';
import { readScript } from '../../adapters/node/script-source.ts';
import { systemClock } from '../../adapters/node/system-clock.ts';
import { type RunFindingRequest, runFinding } from '../../app/run-finding.ts';
import type { RUN_TEST_SETTINGS } from '../../config/analysis-settings.ts';
import type { Settings } from '../../config/resolve-settings.ts';
import { RUN_SETTINGS } from '../../config/run-settings.ts';
import { formatDuration, parseDuration } from '../../lib/duration.ts';
import type { FindingTest } from '../../model/finding.ts';
import type { CliArguments, CliContext } from '../command.ts';
import { composeLoadProgress } from '../compose.ts';
import { findingOptions, findingTerms } from '../finding-request.ts';
import { composeFindings, printFinding } from './analyse.ts';

export type RunTestSettings = Settings<typeof RUN_SETTINGS & typeof RUN_TEST_SETTINGS>;

const SHIPPED_RAMP = 'k6/stress.js';
const SHIPPED_STEP_MS = 20_000;
const HOUR_MS = 3_600_000;
/** Setup, teardown and a graceful stop, beyond the load itself. */
const OVERHEAD_MS = 300_000;

/** `run --test stress|spike|soak`: the script that comes with perf-gate for that test, or one that is named. */
export async function runTest(
  test: FindingTest,
  settings: RunTestSettings,
  args: CliArguments,
  context: CliContext,
): Promise<number> {
  const shipped = `k6/${test}.js`;
  const [named] = args.positionals;
  const script = await readScript(named ?? path.join(packageRoot(), shipped), context.cwd);
  const engines = makeLoadEngines(settings.k6Path, context.variables, settings.backend);
  const deps = {
    ...composeFindings(settings, context),
    engines: watchedEngines(engines, settings, context.variables, systemClock),
    scraper: makeMetricsScraper(systemClock),
    signal: context.signal,
    onProgress: composeLoadProgress(context),
  };
  const { report, exitCode } = await runFinding(requestOf(test, named ?? shipped, settings), script, deps);
  printFinding(report, settings.out, args.json, context);
  return exitCode;
}

function requestOf(test: FindingTest, script: string, settings: RunTestSettings): RunFindingRequest {
  // The default of the baseline test says nothing of the others: each script has a length of its own.
  const isGiven = settings.duration !== RUN_SETTINGS.duration.fallback;
  const env = { ...lengthsGiven(settings, isGiven), ...settings.env };
  const lengthMs = isGiven ? settings.duration : test === 'soak' ? 24 * HOUR_MS : HOUR_MS;
  return {
    test,
    script,
    engine: settings.engine,
    env,
    timeoutMs: lengthMs + OVERHEAD_MS,
    seed: settings.seed,
    metricsUrl: settings.metricsUrl,
    maxLooks: settings.maxRounds,
    options: findingOptions({ ...settings, stepDuration: stepOf(script, settings, env) }),
    terms: findingTerms(test, settings),
  };
}

function lengthsGiven({ duration, stepDuration }: RunTestSettings, isGiven: boolean): Record<string, string> {
  return {
    ...(isGiven ? { DURATION: formatDuration(duration) } : {}),
    ...(stepDuration === null ? {} : { STEP: formatDuration(stepDuration) }),
  };
}

/** Of the shipped ramp it is known how long a step is; of others it is read off the load. */
function stepOf(
  script: string,
  { stepDuration }: RunTestSettings,
  { STEP, DURATION }: Readonly<Record<string, string>>,
): number | null {
  if (stepDuration !== null || script !== SHIPPED_RAMP || DURATION !== undefined) return stepDuration;
  return STEP === undefined ? SHIPPED_STEP_MS : parseDuration(STEP);
}
