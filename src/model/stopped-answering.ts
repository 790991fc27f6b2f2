import { formatCount, formatMs, formatNumberOf } from '../lib/format-number.ts';
import { crossedThreshold } from './crossed-threshold.ts';
import { countOf, failuresInWords, unansweredOf } from './failure-class.ts';
import type { LoadFacts, Run } from './run.ts';
import type { Reason } from './verdict.ts';

/** Code of the reason. */
export const TARGET_STOPPED = 'target-stopped-answering';

/** What a target did that answered nothing from some moment to the end of the load. */
export interface StoppedAnswering {
  /**
   * `hung`: virtual users waited in vain, which is no measurement. `failed`: their requests failed, which is a broken SLO.
   * `crossed`: they waited in vain, and a threshold had been crossed.
   */
  readonly kind: 'hung' | 'failed' | 'crossed';
  readonly reason: Reason;
}

/** Shorter silences than this, or than a tenth of the run, are chance. */
const LEAST_SILENCE_MS = 5_000;
const LEAST_SILENCE = 0.1;
/** Failures that come at so much of the pace of before are errors of the target. */
const ERROR_PACE = 0.1;

/**
 * A target that hangs leaves only good latencies behind, since virtual users wait for it. What tells is that they were at
 * work to the end with nothing answered; it takes no history to see that, so that no such run starts one.
 */
export function stoppedAnswering(run: Run): StoppedAnswering | null {
  const { silentEndMs = 0, measuredMs, requests } = run.load;
  if (requests === 0 || silentEndMs < Math.max(LEAST_SILENCE_MS, LEAST_SILENCE * measuredMs)) return null;
  const failed = failedAtPace(run.load, silentEndMs);
  const text = `the target stopped answering${since(run.load)}${failed ? withFailures(run.load) : withSilence(silentEndMs)}`;
  return {
    kind: failed ? 'failed' : crossedThreshold(run) ? 'crossed' : 'hung',
    reason: { code: TARGET_STOPPED, text },
  };
}

function failedAtPace({ requests, failedRequests, measuredMs }: LoadFacts, silentEndMs: number): boolean {
  const pace = (requests - failedRequests) / Math.max(1, measuredMs);
  return failedRequests > ERROR_PACE * pace * silentEndMs;
}

function since({ silentFromMs }: LoadFacts): string {
  return silentFromMs === undefined ? '' : ` ${formatMs(silentFromMs)} into the load`;
}

function withSilence(silentEndMs: number): string {
  return `: nothing was answered in the last ${formatMs(silentEndMs)} of the load, though virtual users were at work`;
}

function withFailures({ failuresByClass, requests }: LoadFacts): string {
  const unanswered = unansweredOf(failuresByClass);
  return `: ${formatCount(countOf(unanswered))} of ${formatNumberOf(requests, 'request')} got no answer (${failuresInWords(unanswered)})`;
}
