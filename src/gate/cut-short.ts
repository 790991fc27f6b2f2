import { formatMs, formatNumberOf } from '../lib/format-number.ts';
import { crossedThreshold } from '../model/crossed-threshold.ts';
import type { GatePolicy } from '../model/gate-policy.ts';
import type { HistoryEntry } from '../model/history.ts';
import { measuredRuns } from '../model/measured-runs.ts';
import type { Run } from '../model/run.ts';
import { TARGET_STOPPED } from '../model/stopped-answering.ts';
import type { Reason } from '../model/verdict.ts';
import { median } from '../stats/centre.ts';

/** What the same load came to elsewhere. */
export interface UsualLoad {
  /** Where that was, for sentences: `in the baseline`. */
  readonly where: string;
  readonly measuredMs: number;
  readonly requests: number;
}

/** A window that is shorter by less is chance: its length is in whole seconds, up to the last iteration's start. */
const LEAST_LOSS_MS = 5_000;
const LEAST_LOSS = 0.1;

/** `null` where nothing is known of the load, as with result files of k6. */
export function usualLoad(
  history: readonly HistoryEntry[],
  policy: Pick<GatePolicy, 'minRequests'>,
): UsualLoad | null {
  const runs = history.flatMap((entry) => measuredRuns(entry, policy)).filter(hasKnownLoad);
  if (runs.length === 0) return null;
  return {
    where: 'in the baseline',
    measuredMs: median(runs.map(({ load }) => load.measuredMs)),
    requests: median(runs.map(({ load }) => load.requests)),
  };
}

/**
 * A target that stops answering leaves only good latencies behind where virtual users wait for their answers: what
 * tells is that the same load came to an early end, with fewer requests.
 */
export function cutShortReasons(run: Run, usual: UsualLoad | null): Reason[] {
  const { measuredMs, requests } = run.load;
  if (usual === null || !hasKnownLoad(run) || crossedThreshold(run)) return [];
  const lostMs = usual.measuredMs - measuredMs;
  if (lostMs < Math.max(LEAST_LOSS_MS, LEAST_LOSS * usual.measuredMs)) return [];
  if (requests > (1 - LEAST_LOSS) * usual.requests) return [];
  const text = `the target stopped answering: the last request of the measured window was made after ${formatMs(measuredMs)} (${formatNumberOf(requests, 'request')}), ${usual.where} after ${formatMs(usual.measuredMs)}`;
  return [{ code: TARGET_STOPPED, text }];
}

function hasKnownLoad({ fingerprint }: Run): boolean {
  return Object.keys(fingerprint.loadShape).length > 0;
}
