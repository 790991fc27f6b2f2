import { formatShare } from '../lib/format-number.ts';
import { crossedThreshold } from '../model/crossed-threshold.ts';
import { failuresInWords } from '../model/failure-class.ts';
import type { GatePolicy } from '../model/gate-policy.ts';
import type { HistoryEntry } from '../model/history.ts';
import { measuredRuns } from '../model/measured-runs.ts';
import type { Run } from '../model/run.ts';
import { stoppedAnswering, TARGET_STOPPED } from '../model/stopped-answering.ts';
import type { Reason, Verdict } from '../model/verdict.ts';
import { higherProportion, type Proportion } from '../stats/two-proportions.ts';

/** Level of the test of the error rate against the baseline's, and the least difference that counts. */
const ERROR_LEVEL = 0.01;
const LEAST_ERROR_INCREASE = 0.01;

/** What absolute limits were broken, what explains the others first: errors, then k6 thresholds. Empty when none was. */
export function brokenSlos(
  runs: readonly Run[],
  history: readonly HistoryEntry[],
  policy: Pick<GatePolicy, 'maxErrorRate' | 'minRequests'>,
): readonly Reason[] {
  // A round in which the target did not answer says nothing of the error rate that is usual.
  const usual = history.flatMap((entry) => measuredRuns(entry, policy));
  return [
    ...stopReasons(runs),
    ...errorRateReasons(runs, usual, policy.maxErrorRate),
    ...thresholdReasons(runs),
  ];
}

const SLO_CODES: ReadonlySet<string> = new Set([
  TARGET_STOPPED,
  'error-rate',
  'error-rate-rose',
  'threshold-crossed',
]);

/** The broken limit that a verdict tells of, also where something worse decided; `null` where none was. */
export function brokenSloOf({ kind, reasons }: Verdict): Reason | null {
  if (kind !== 'slo-breached' && kind !== 'regressed') return null;
  return reasons.find(({ code }) => SLO_CODES.has(code)) ?? null;
}

/** A target that is gone explains its errors and thresholds, and is none to let through however many errors are allowed. */
function stopReasons(runs: readonly Run[]): Reason[] {
  return runs.flatMap((run) => stoppedAnswering(run)?.reason ?? []).slice(0, 1);
}

function thresholdReasons(runs: readonly Run[]): Reason[] {
  const crossed = runs.flatMap((run) => run.thresholds.filter((threshold) => !threshold.ok));
  const names = [...new Set(crossed.map(({ metric, expression }) => `${metric} ${expression}`))];
  if (names.length === 0 && runs.some(crossedThreshold)) {
    return [{ code: 'threshold-crossed', text: 'a threshold of the script was crossed' }];
  }
  return names.map((name) => ({
    code: 'threshold-crossed',
    text: `the threshold ${name} of the script was crossed`,
  }));
}

function errorRateReasons(runs: readonly Run[], usual: readonly Run[], maxErrorRate: number): Reason[] {
  const [now, before] = [errorsOf(runs), errorsOf(usual)];
  if (rateOf(now) > maxErrorRate) {
    const text = `the error rate was ${formatShare(rateOf(now))}${reasonsOf(runs)}, over the ${formatShare(maxErrorRate)} that is allowed`;
    return [{ code: 'error-rate', text }];
  }
  if (rateOf(now) - rateOf(before) < LEAST_ERROR_INCREASE || higherProportion(before, now) > ERROR_LEVEL) {
    return [];
  }
  const text = `the error rate rose from the baseline's ${formatShare(rateOf(before))} to ${formatShare(rateOf(now))}`;
  return [{ code: 'error-rate-rose', text }];
}

/** ` (HTTP 503)`: what the requests failed with, as far as it is known. */
function reasonsOf(runs: readonly Run[]): string {
  const counts: Record<string, number> = {};
  for (const { load } of runs)
    for (const [name, count] of Object.entries(load.failuresByClass))
      counts[name] = (counts[name] ?? 0) + count;
  return Object.keys(counts).length === 0 ? '' : ` (${failuresInWords(counts)})`;
}

function errorsOf(runs: readonly Run[]): Proportion {
  return {
    hits: runs.reduce((sum, run) => sum + run.load.failedRequests, 0),
    total: runs.reduce((sum, run) => sum + run.load.requests, 0),
  };
}

function rateOf({ hits, total }: Proportion): number {
  return total === 0 ? 0 : hits / total;
}
