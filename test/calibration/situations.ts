import type { Rng } from '../../src/lib/rng.ts';
import type { Trial } from './cell.ts';
import type { Pools } from './figures.ts';
import { historyTrial, pairedTrial } from './gate-trials.ts';
import { type Rerun, simulatedJob, simulatedPairs } from './simulated-job.ts';
import { afterImprovementTrial, manyEndpointsTrial, manyPairedEndpointsTrial } from './situation-trials.ts';
import type { Goal } from './tally.ts';

/** A goal that is about more than one endpoint, one level or one process. */
export interface Situation {
  readonly name: string;
  readonly counted: Trial['outcome'];
  /** Empty: told, without a goal of its own. */
  readonly goal: Goal;
  readonly trial: (pools: Pools, rng: Rng) => Trial;
}

function manyEndpoints(rerun: Rerun, history: number, goal: Goal): Situation {
  return {
    name: `10 unchanged endpoints, ${rerun === 'same-job' ? 'same job' : 'fresh runners'}, noise 10 %, history ${history}: any of them regressed`,
    counted: 'regressed',
    goal,
    trial: ({ runs }, rng) => manyEndpointsTrial({ noise: 0.1, history, change: 0 }, 10, runs, rng, rerun),
  };
}

/** `examples/fresh-runner-confirmation`: one look, and where it is not sure up to three more in a second job. */
function secondJob(change: number, goal: Goal): Situation {
  return {
    name: `one look, then up to three in a second job, noise 10 %, history 10, ${change === 0 ? 'unchanged' : `+${change * 100} %`}: regressed`,
    counted: 'regressed',
    goal,
    trial: ({ runs }, rng) =>
      historyTrial(simulatedJob({ noise: 0.1, history: 10, change }, runs, rng, 'second-job')),
  };
}

function afterImprovement(noise: number, runsAgo: number, marked: boolean, goal: Goal): Situation {
  return {
    name: `+30 % when -25 % was merged ${runsAgo === 1 ? 'one run' : `${runsAgo} runs`} ago, ${marked ? 'with' : 'without'} an epoch, noise ${noise * 100} %: the screen passes`,
    counted: 'passed',
    goal,
    trial: ({ runs }, rng) =>
      afterImprovementTrial({ noise, history: 30, change: 0.3 }, runs, rng, { runsAgo, marked }),
  };
}

export const SITUATIONS: readonly Situation[] = [
  manyEndpoints('fresh-runner', 10, { atMost: 0.05 }),
  manyEndpoints('fresh-runner', 30, { atMost: 0.05 }),
  manyEndpoints('same-job', 10, {}),
  secondJob(0, { atMost: 0.03 }),
  secondJob(0.1, { atMost: 0.15 }),
  secondJob(0.3, { atLeast: 0.7 }),
  secondJob(0.5, { atLeast: 0.97 }),
  {
    name: '10 unchanged endpoints, paired: any of them regressed',
    counted: 'regressed',
    goal: { atMost: 0.005 },
    trial: ({ pairs }, rng) =>
      manyPairedEndpointsTrial({ noise: 0.1, history: 10, change: 0 }, 10, pairs, rng),
  },
  ...[0.05, 0.1].flatMap((noise) => [
    afterImprovement(noise, 1, true, { atMost: 0.03 }),
    afterImprovement(noise, 1, false, {}),
    afterImprovement(noise, 5, false, {}),
  ]),
  {
    name: 'paired, processes of one build differ by 6 %, servers restarted: regressed at +10 %',
    counted: 'regressed',
    goal: { atMost: 0.05 },
    trial: ({ runs, pairs }, rng) => {
      const cell = { noise: 0.05, history: 10, change: 0.1 };
      const job = simulatedJob(cell, runs, rng, 'same-job');
      return pairedTrial(job, simulatedPairs(cell, pairs, rng, 0.06));
    },
  },
];
