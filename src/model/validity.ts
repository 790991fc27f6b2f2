import { formatCount, formatMs, formatNumberOf, formatPercent } from '../lib/format-number.ts';
import { crossedThreshold } from './crossed-threshold.ts';
import type { GatePolicy } from './gate-policy.ts';
import type { GeneratorHealth, LoadFacts, Run, RunEnd } from './run.ts';
import type { Reason } from './verdict.ts';

/** Whether a run is a measurement at all; an invalid one is never a pass, never a fail and never a baseline. */
export type Validity =
  | { readonly valid: true }
  | { readonly valid: false; readonly reasons: readonly [Reason, ...Reason[]] };

/** Share of its cores, or of its main loop's time, over which a load generator measures itself. */
export const SATURATED = 0.8;

/** Starts later than this (99th percentile) leave too few virtual users free for what is due. */
export const LATE_MS = 50;

/** Checks a run before any statistics; the cause that a reader should look at first comes first. */
export function validityOf(run: Run, policy: Pick<GatePolicy, 'minRequests'>): Validity {
  const [first, ...rest] = [
    ...endReasons(run.end),
    ...answerReasons(run),
    ...silenceReasons(run),
    ...generatorReasons(run.generator),
    ...lateStartReasons(run),
    ...countReasons(run.load, policy.minRequests),
    ...latencyReasons(run),
  ];
  return first === undefined ? { valid: true } : { valid: false, reasons: [first, ...rest] };
}

function endReasons(end: RunEnd): Reason[] {
  switch (end.kind) {
    case 'finished':
    case 'thresholds-crossed':
      return [];
    case 'marked-failed':
      return [{ code: 'marked-failed', text: `the script marked the test as failed: ${end.message}` }];
    case 'failed':
      return [{ code: 'engine-failed', text: sentence(end.message, end.hint) }];
    case 'timed-out':
      return [{ code: 'timed-out', text: `the load did not end within ${formatMs(end.afterMs)}` }];
    case 'interrupted':
      return [{ code: 'interrupted', text: `the load was interrupted (${end.signal})` }];
  }
}

function sentence(message: string, hint: string | null): string {
  return hint === null ? message : `${message}. ${hint}`;
}

/** Answers with an error status are answers: a high error rate is judged as an SLO, silence is no measurement. */
function answerReasons({ load }: Run): Reason[] {
  if (load.requests === 0) {
    return [load.iterations === 0 && load.maxVus > 0 ? hanging(load) : NO_REQUESTS];
  }
  if (load.failedRequests < load.requests || answered(load)) return [];
  const text = `the target did not answer: all ${formatNumberOf(load.requests, 'request')} failed (${classes(load)})`;
  return [{ code: 'target-not-answering', text }];
}

/** Shorter silences than this, or than a tenth of the run, are chance. */
const LEAST_SILENCE_MS = 5_000;
const LEAST_SILENCE = 0.1;
/** Failures that come at so much of the pace of before are no silence: as errors, they are judged as an SLO. */
const ERROR_PACE = 0.1;

/**
 * A target that hangs leaves only good latencies behind, since virtual users wait for it. What tells is that they were at
 * work to the end with nothing answered; it takes no history to see that, so that no such run starts one.
 */
function silenceReasons(run: Run): Reason[] {
  const { silentEndMs = 0, measuredMs, requests, failedRequests } = run.load;
  if (requests === 0 || crossedThreshold(run)) return [];
  if (silentEndMs < Math.max(LEAST_SILENCE_MS, LEAST_SILENCE * measuredMs)) return [];
  const pace = (requests - failedRequests) / Math.max(1, measuredMs);
  if (failedRequests > ERROR_PACE * pace * silentEndMs) return [];
  const text = `the target stopped answering: nothing was answered in the last ${formatMs(silentEndMs)} of the load, though virtual users were at work`;
  return [{ code: 'target-stopped-answering', text }];
}

const NO_REQUESTS: Reason = {
  code: 'no-requests',
  text: 'the script made no request in the measured window',
};

/** Virtual users at work that finish nothing wait for something. */
function hanging({ maxVus }: LoadFacts): Reason {
  const text = `no request ended in the measured window, though ${formatNumberOf(maxVus, 'virtual user')} had work to do: the target hangs, or the script waits for something else`;
  return { code: 'target-not-answering', text };
}

function answered(load: LoadFacts): boolean {
  return Object.keys(load.failuresByClass).some((name) => /^status [1-9]/.test(name));
}

function classes({ failuresByClass }: LoadFacts): string {
  const worst = Object.entries(failuresByClass).sort(([, a], [, b]) => b - a);
  if (worst.length === 0) return 'for unknown reasons';
  return worst
    .slice(0, 3)
    .map(([name, count]) => `${name}: ${formatCount(count)}`)
    .join(', ');
}

function generatorReasons({ cpuShare, loopUtilisation }: GeneratorHealth): Reason[] {
  const busy = Math.max(cpuShare ?? 0, loopUtilisation ?? 0);
  if (!(busy > SATURATED)) return [];
  const what = (loopUtilisation ?? 0) > (cpuShare ?? 0) ? 'its main loop was' : 'its processors were';
  const text = `the load generator was saturated (${what} ${formatPercent(busy)} busy, ${formatPercent(SATURATED)} is the most), so the latencies are its own`;
  return [{ code: 'generator-saturated', text }];
}

/** Load that was dropped because the generator was late is not the target's doing. */
function lateStartReasons({ generator: { startLagMs = 0 }, load }: Run): Reason[] {
  if (load.droppedIterations === 0 || startLagMs <= LATE_MS) return [];
  const text = `the load generator was saturated (1 % of the iterations started ${formatMs(startLagMs)} or more after they were due), and dropped ${formatNumberOf(load.droppedIterations, 'iteration')} that the target may have had time for`;
  return [{ code: 'generator-saturated', text }];
}

function countReasons(load: LoadFacts, minRequests: number): Reason[] {
  if (load.requests === 0 || load.requests >= minRequests) return [];
  const text = `${formatNumberOf(load.requests, 'request')} in the measured window of ${formatMs(load.measuredMs)}, at least ${formatCount(minRequests)} are needed`;
  return [{ code: 'too-few-requests', text }];
}

function latencyReasons({ series, summaryOnly, load }: Run): Reason[] {
  if (summaryOnly || load.requests === load.failedRequests) return [];
  const [all] = series;
  if (all === undefined) {
    return [{ code: 'no-latencies', text: 'the results hold no latency of a successful request' }];
  }
  if (all.p95 > 0 && Number.isFinite(all.p95)) return [];
  return [
    { code: 'no-latencies', text: `the p95 of all requests is ${all.p95} ms, which cannot be compared` },
  ];
}
