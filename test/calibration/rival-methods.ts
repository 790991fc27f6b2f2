import { changePointRule } from './rivals/change-point-rule.ts';
import { mannWhitneyCanary } from './rivals/mann-whitney-canary.ts';
import { medianRule } from './rivals/median-rule.ts';
import { naiveRule } from './rivals/naive-rule.ts';
import { tTestRule } from './rivals/t-test-boundary.ts';
import type { SimulatedJob, SimulatedPairs, SimulatedRun } from './simulated-job.ts';

export const RIVALS = ['naive', 'median', 't-test', 'mann-whitney', 'otava-1', 'otava-3'] as const;
export type RivalName = (typeof RIVALS)[number];

/** What a rival may look at: the same trial that the gate sees. */
export interface Evidence {
  /** p95 of earlier runs in ms, oldest first. */
  readonly history: readonly number[];
  /** p95 of the candidate's runs in ms. */
  readonly rounds: readonly [number, ...number[]];
  /** Latencies of two runs, ascending; `null` where no requests are known. */
  readonly requests: { readonly base: Float64Array; readonly head: Float64Array } | null;
}

/** Whether each rival fails the candidate; `null` where it cannot be asked. */
export function rivalVerdicts({ history, rounds, requests }: Evidence): Record<RivalName, boolean | null> {
  const [first] = rounds;
  return {
    naive: naiveRule(history, first),
    median: medianRule(history, first),
    't-test': tTestRule(history, first),
    'mann-whitney': requests === null ? null : mannWhitneyCanary(requests.base, requests.head),
    'otava-1': changePointRule(history, [first]),
    'otava-3': changePointRule(history, rounds.slice(0, 3)),
  };
}

/**
 * Of one run against the last, or, where there are pairs, of the two sides of the first pair: Kayenta is made for a
 * baseline and a canary that run at the same time.
 */
export function evidenceOf(job: SimulatedJob, pairs: SimulatedPairs | null): Evidence {
  const [first, ...rest] = job.rounds;
  const last = job.history[job.history.length - 1] ?? job.history[0];
  return {
    history: job.history.map(({ level }) => Math.exp(level)),
    rounds: [Math.exp(first.level), ...rest.map(({ level }) => Math.exp(level))],
    requests:
      pairs === null
        ? { base: latenciesOf(last), head: latenciesOf(first) }
        : { base: pairs[0].measured.base, head: scaled(pairs[0].measured.head, pairs[0].shift) },
  };
}

function latenciesOf({ level, measured }: SimulatedRun): Float64Array {
  return scaled(measured.latencies, level - measured.deviation - Math.log(100));
}

function scaled(latencies: Float64Array, shift: number): Float64Array {
  const factor = Math.exp(shift);
  return latencies.map((latency) => latency * factor);
}
