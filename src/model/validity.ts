import { formatCount, formatMs, formatNumberOf, formatPercent } from '../lib/format-number.ts';
import { crossedThreshold } from './crossed-threshold.ts';
import { ITERATIONS_THREW } from './exceptions.ts';
import {
  countOf,
  failuresInWords,
  INVALID_URL,
  INVALID_URL_NOTICE,
  isAnswer,
  unansweredOf,
} from './failure-class.ts';
import type { GatePolicy } from './gate-policy.ts';
import type { GeneratorHealth, LoadFacts, Run, RunEnd } from './run.ts';
import { stoppedAnswering } from './stopped-answering.ts';
import type { Reason } from './verdict.ts';

/** Whether a run is a measurement at all; an invalid one is never a pass, never a fail and never a baseline. */
export type Validity =
  | { readonly valid: true }
  | { readonly valid: false; readonly reasons: readonly [Reason, ...Reason[]] };

/** Share of its cores, or of its main loop's time, over which a load generator measures itself. */
export const SATURATED = 0.8;

/** Starts later than this (99th percentile) leave too few virtual users free for what is due. */
export const LATE_MS = 50;

/** The script does not load, or its setup threw: what to do about it is in the reason. */
export const SCRIPT_FAILED = 'script-failed';

/** Checks a run before any statistics; the cause that a reader should look at first comes first. */
export function validityOf(run: Run, policy: Pick<GatePolicy, 'minRequests'>): Validity {
  const ended = endReasons(run.end);
  if (ended[0] !== undefined && neverBegan(run)) return { valid: false, reasons: [ended[0]] };
  const shortcomings = [
    ...generatorReasons(run),
    ...countReasons(run.load, policy.minRequests),
    ...latencyReasons(run),
  ];
  const [first, ...rest] = [
    ...ended,
    ...workReasons(run),
    ...stopReasons(run, shortcomings),
    ...shortcomings,
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
      return [{ code: failureCode(end.code), text: sentence(end.message, end.hint) }];
    case 'timed-out':
      return [{ code: 'timed-out', text: `the load did not end within ${formatMs(end.afterMs)}` }];
    case 'interrupted':
      return [{ code: 'interrupted', text: `the load was interrupted (${end.signal})` }];
  }
}

function failureCode(code: string): string {
  return code.startsWith('SCRIPT_') ? SCRIPT_FAILED : 'engine-failed';
}

function sentence(message: string, hint: string | null): string {
  if (hint === null) return message;
  return /[.!?]$/.test(message) ? `${message} ${hint}` : `${message}. ${hint}`;
}

/** What never began has one cause, and nothing else to be said of it. */
function neverBegan({ end, load }: Run): boolean {
  return end.kind === 'failed' && load.requests === 0 && load.iterations === 0;
}

/** A script that throws before its first request makes none; a target that does not answer makes scripts throw. */
function workReasons(run: Run): Reason[] {
  const [answers, exceptions] = [answerReasons(run), exceptionReasons(run.load)];
  return run.load.requests === 0 ? [...exceptions, ...answers] : [...answers, ...exceptions];
}

/** Of the iterations; k6 and many scripts live with exceptions now and then, which are told and no more. */
const MOST = 0.5;

/** Where most iterations end before their end, the load is not the one that the script describes. */
function exceptionReasons({ exceptions }: LoadFacts): Reason[] {
  if (exceptions === undefined || exceptions.iterations <= MOST * exceptions.of) return [];
  const { iterations, of, first } = exceptions;
  const text = `${formatPercent(iterations / of)} of the iterations (${formatCount(iterations)} of ${formatCount(of)}) ended with an exception, the first with: ${first}`;
  return [{ code: ITERATIONS_THREW, text }];
}

/** Answers with an error status are answers: a high error rate is judged as an SLO, silence is no measurement. */
function answerReasons({ load, notices }: Run): Reason[] {
  if (load.requests === 0) {
    return [load.iterations === 0 && load.maxVus > 0 ? hanging(load) : NO_REQUESTS];
  }
  if (load.failedRequests < load.requests || answered(load)) return [];
  const address = notices.find(({ code }) => code === INVALID_URL_NOTICE);
  if (address !== undefined && load.failuresByClass[INVALID_URL] === load.requests) return [address];
  const text = `the target did not answer: all ${formatNumberOf(load.requests, 'request')} failed (${failuresInWords(load.failuresByClass)})`;
  return [{ code: 'target-not-answering', text }];
}

/** Where its requests failed, that is judged as an SLO, unless the run is no measurement for something else. */
function stopReasons(run: Run, shortcomings: readonly Reason[]): Reason[] {
  const stopped = stoppedAnswering(run);
  if (stopped === null) return [];
  const counts = stopped.kind === 'hung' || (shortcomings.length > 0 && !crossedThreshold(run));
  return counts ? [stopped.reason] : [];
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

function answered({ failuresByClass }: LoadFacts): boolean {
  return Object.keys(failuresByClass).some(isAnswer);
}

/** Requests that fail keep a generator busier than answers do: it is not to blame for a target that is gone. */
function generatorReasons(run: Run): Reason[] {
  // Of errors alone there are no latencies that it could spoil.
  if (run.load.failedRequests === run.load.requests) return [];
  const saturated = [...busyReasons(run.generator), ...lateStartReasons(run)];
  if (saturated.length === 0 || stoppedAnswering(run)?.kind === 'failed') return [];
  return [...unansweredReasons(run.load), ...saturated];
}

/** A smaller share of requests without an answer explains no saturation. */
const NOTABLE_UNANSWERED = 0.01;

function unansweredReasons({ requests, failuresByClass }: LoadFacts): Reason[] {
  const unanswered = unansweredOf(failuresByClass);
  const count = countOf(unanswered);
  if (count < NOTABLE_UNANSWERED * requests) return [];
  const text = `the target did not answer ${formatCount(count)} of ${formatNumberOf(requests, 'request')} (${failuresInWords(unanswered)})`;
  return [{ code: 'target-not-answering', text }];
}

function busyReasons({ cpuShare, loopUtilisation }: GeneratorHealth): Reason[] {
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
