import { formatPercent, formatShare } from '../lib/format-number.ts';
import type { GatePolicy } from '../model/gate-policy.ts';
import { type Pair, SIDES, type Side } from '../model/pair.ts';
import type { Run } from '../model/run.ts';
import { SATURATED, validityOf } from '../model/validity.ts';
import type { Reason } from '../model/verdict.ts';
import { cutShortReasons } from './cut-short.ts';

/** Something that makes a pair worthless. */
export interface PairProblem {
  /** Whose it is; `null`: of both together. */
  readonly side: Side | null;
  readonly reason: Reason;
}

/**
 * Why a pair is no measurement of the change; empty when it is one. Servers come first: what they did explains
 * everything else. Errors of the base are never the head's fault, and errors of both are the set-up's; errors of the
 * head alone are its own, and are judged as an SLO.
 */
export function pairProblems(
  pair: Pair,
  policy: Pick<GatePolicy, 'minRequests' | 'maxErrorRate'>,
): readonly PairProblem[] {
  if (pair.trouble !== null) {
    const { side, what } = pair.trouble;
    return [{ side, reason: { code: 'server-failed', text: `the ${side} ${what}` } }];
  }
  const interrupted = SIDES.some((side) => pair[side].end.kind === 'interrupted');
  return [
    ...(interrupted ? [] : errorReasons(pair, policy.maxErrorRate)),
    ...SIDES.flatMap((side) => sideReasons(side, pair, policy)),
    ...sharedGeneratorReasons(pair),
  ];
}

function errorReasons({ base, head }: Pair, maxErrorRate: number): PairProblem[] {
  const [before, now] = [errorRate(base), errorRate(head)];
  if (before <= maxErrorRate) return [];
  if (now > maxErrorRate) {
    const text = `both sides answered errors (base ${formatShare(before)}, head ${formatShare(now)} of the requests): that is the set-up or what the two share, not the change`;
    return [{ side: null, reason: { code: 'both-sides-failed', text } }];
  }
  const text = `the base answered errors (${formatShare(before)} of the requests), so it is nothing to hold the head against`;
  return [{ side: 'base', reason: { code: 'base-failed', text } }];
}

function errorRate({ load }: Run): number {
  return load.requests === 0 ? 0 : load.failedRequests / load.requests;
}

function sideReasons(side: Side, pair: Pair, policy: Pick<GatePolicy, 'minRequests'>): PairProblem[] {
  const validity = validityOf(pair[side], policy);
  const reasons = validity.valid ? stoppedReasons(side, pair) : validity.reasons;
  return reasons.map(({ code, text }) => ({ side, reason: { code, text: `${side}: ${text}` } }));
}

/** Both sides got the same load at the same time: one that came to an early end stopped answering. */
function stoppedReasons(side: Side, pair: Pair): readonly Reason[] {
  const other = side === 'base' ? 'head' : 'base';
  const { measuredMs, requests } = pair[other].load;
  return cutShortReasons(pair[side], { where: `at the ${other}`, measuredMs, requests });
}

/** Two processes that load at once are one load generator: they share the cores. */
function sharedGeneratorReasons({ base, head }: Pair): PairProblem[] {
  if (base.fingerprint.engine.name !== 'k6') return [];
  const busy = (base.generator.cpuShare ?? 0) + (head.generator.cpuShare ?? 0);
  const alone = Math.max(base.generator.cpuShare ?? 0, head.generator.cpuShare ?? 0);
  if (!(busy > SATURATED) || alone > SATURATED) return [];
  const text = `the two load generators kept the processors ${formatPercent(busy)} busy, ${formatPercent(SATURATED)} is the most, so the latencies are their own`;
  return [{ side: null, reason: { code: 'generator-saturated', text } }];
}
