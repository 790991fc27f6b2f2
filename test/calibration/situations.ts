import type { Rng } from '../../src/lib/rng.ts';
import type { Trial } from './cell.ts';
import type { Pools } from './figures.ts';
import { pairedTrial, type Rerun } from './gate-trials.ts';
import { afterImprovementTrial, manyEndpointsTrial } from './situation-trials.ts';
import type { Goal } from './tally.ts';

/** A goal that is about more than one endpoint, one level or one process. */
export interface Situation {
  readonly name: string;
  readonly counted: Trial['outcome'];
  /** `null`: told, without a goal of its own. */
  readonly goal: Goal | null;
  readonly trial: (pools: Pools, rng: Rng) => Trial;
}

function manyEndpoints(rerun: Rerun, history: number, goal: Goal | null): Situation {
  return {
    name: `10 unchanged endpoints, ${rerun}, noise 10 %, history ${history}: any of them regressed`,
    counted: 'regressed',
    goal,
    trial: ({ runs }, rng) => manyEndpointsTrial({ noise: 0.1, history, change: 0 }, 10, runs, rng, rerun),
  };
}

function afterImprovement(noise: number, runsAgo: number, marked: boolean, goal: Goal | null): Situation {
  return {
    name: `+30 % when -25 % was merged ${runsAgo} runs ago, ${marked ? 'with' : 'without'} an epoch, noise ${noise * 100} %: the screen passes`,
    counted: 'passed',
    goal,
    trial: ({ runs }, rng) =>
      afterImprovementTrial({ noise, history: 30, change: 0.3 }, runs, rng, { runsAgo, marked }),
  };
}

export const SITUATIONS: readonly Situation[] = [
  manyEndpoints('fresh-runner', 10, { atMost: 0.05 }),
  manyEndpoints('fresh-runner', 30, { atMost: 0.05 }),
  manyEndpoints('same-job', 10, null),
  ...[0.05, 0.1].flatMap((noise) => [
    afterImprovement(noise, 1, true, { atMost: 0.03 }),
    afterImprovement(noise, 1, false, null),
    afterImprovement(noise, 5, false, null),
  ]),
  {
    name: 'paired, processes of one build differ by 6 %, servers restarted: regressed at +10 %',
    counted: 'regressed',
    goal: { atMost: 0.05 },
    trial: ({ runs, pairs }, rng) =>
      pairedTrial({ noise: 0.05, history: 10, change: 0.1 }, runs, pairs, rng, 0.06),
  },
];
