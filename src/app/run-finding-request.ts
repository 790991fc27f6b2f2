import type { RUN_TEST_SETTINGS } from '../config/analysis-settings.ts';
import type { Settings } from '../config/resolve-settings.ts';
import type { RUN_SETTINGS } from '../config/run-settings.ts';
import { checkTestLength, lengthRemarks } from '../config/test-length.ts';
import { formatDuration, parseDuration } from '../lib/duration.ts';
import type { FindingTest } from '../model/finding.ts';
import { findingOptions, findingTerms } from './finding-request.ts';
import type { RunFindingRequest } from './run-finding.ts';

/** Where baselines and findings are kept is told otherwise by each of the doors. */
export type RunFindingSettings = Settings<
  Omit<typeof RUN_SETTINGS, 'store'> & Omit<typeof RUN_TEST_SETTINGS, 'findings'>
>;

const SHIPPED_RAMP = 'k6/stress.js';
const SHIPPED_STEP_MS = 20_000;
const HOUR_MS = 3_600_000;
/** Setup, teardown and a graceful stop, beyond the load itself. */
const OVERHEAD_MS = 300_000;

/** The script that comes with perf-gate for a test, from the package's root. */
export function shippedScript(test: FindingTest): string {
  return `k6/${test}.js`;
}

/**
 * The request of a test that applies its load, from the settings.
 * @param script as it is told of: the one that was named, or the shipped one
 * @throws GateError CONFIG_INVALID where the load is too short for anything to be found in it
 */
export function runFindingRequest(
  test: FindingTest,
  script: string,
  settings: RunFindingSettings,
): RunFindingRequest {
  const env = { ...lengthsGiven(settings), ...settings.env };
  const isShipped = script === shippedScript(test);
  const stepDuration = stepOf(script, settings, env);
  const durationMs = settings.duration;
  const length = { test, isShipped, durationMs, stepIsKnown: stepDuration !== null, env: settings.env };
  checkTestLength(length);
  // Each script has a length of its own.
  const lengthMs = settings.duration ?? (test === 'soak' ? 24 * HOUR_MS : HOUR_MS);
  return {
    test,
    script,
    engine: settings.engine,
    env,
    timeoutMs: lengthMs + OVERHEAD_MS,
    seed: settings.seed,
    remarks: lengthRemarks(length),
    metricsUrl: settings.metricsUrl,
    // What a soak test showed before is its second look: a day is not measured twice.
    maxLooks: test === 'soak' ? 1 : settings.maxRounds,
    options: findingOptions({ ...settings, stepDuration }),
    terms: findingTerms(test, settings),
  };
}

function lengthsGiven({ duration, stepDuration }: RunFindingSettings): Record<string, string> {
  return {
    ...(duration === null ? {} : { DURATION: formatDuration(duration) }),
    ...(stepDuration === null ? {} : { STEP: formatDuration(stepDuration) }),
  };
}

/** Of the shipped ramp it is known how long a step is; of others it is read off the load. */
function stepOf(
  script: string,
  { stepDuration }: RunFindingSettings,
  { STEP, DURATION }: Readonly<Record<string, string>>,
): number | null {
  if (stepDuration !== null || script !== SHIPPED_RAMP || DURATION !== undefined) return stepDuration;
  return STEP === undefined ? SHIPPED_STEP_MS : parseDuration(STEP);
}
