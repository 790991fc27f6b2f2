import { type BaselineModel, baselineModel } from '../../src/gate/baseline-model.ts';
import { changeLimits } from '../../src/gate/change-limits.ts';
import { freshLooks } from '../../src/gate/fresh-looks.ts';
import { judgeLooks, type LookRules, type LooksJudged } from '../../src/gate/judge-looks.ts';
import { judgePairs } from '../../src/gate/judge-pairs.ts';
import type { EntryLevel, RoundLevel } from '../../src/gate/round-level.ts';
import { screenPasses } from '../../src/gate/screen.ts';
import type { Trial } from './cell.ts';
import type { SimulatedJob, SimulatedPairs, SimulatedRun } from './simulated-job.ts';

export const LIMITS = changeLimits({ failThreshold: 0.2, warnThreshold: 0.1 });

const RULES: Omit<LookRules, 'exhausted'> = {
  limits: LIMITS,
  evidence: 'normal',
  metrics: 1,
  seeksImprovement: false,
  minAbsoluteDeltaMs: 5,
};

/** The history-only gate: asks for rounds until the product's own functions have decided. */
export function historyTrial({ history, rounds, rerun }: SimulatedJob, metrics = 1): Trial {
  const baseline = baselineOf(history);
  const [first, ...rest] = rounds;
  for (let looks = 1; looks <= rounds.length; looks++) {
    const seen = [
      roundOf(first, rerun, 0),
      ...rest.slice(0, looks - 1).map((run, at) => roundOf(run, rerun, at + 1)),
    ] as const;
    const { outcome } = judgeLooks(seen, baseline, { ...RULES, metrics, exhausted: looks === rounds.length });
    if (outcome !== 'look-again') return trialOf(outcome, looks);
  }
  throw new Error('looks were spent without a verdict');
}

function baselineOf([oldest, ...newer]: SimulatedJob['history']): BaselineModel {
  return baselineModel([entryOf(oldest), ...newer.map(entryOf)]);
}

function entryOf({ level, measured }: SimulatedRun): EntryLevel {
  return { level, rounds: 1, withinVariance: measured.withinError ** 2 };
}

function roundOf({ level, measured }: SimulatedRun, rerun: SimulatedJob['rerun'], at: number): RoundLevel {
  const job = { 'same-job': 0, 'fresh-runner': at, 'second-job': Math.min(at, 1) }[rerun];
  return { level, withinError: measured.withinError, job: `job-${job}` };
}

/** One screening run against history and, unless it passes, base and head side by side. Looks are pairs. */
export function pairedTrial({ history, rounds, rerun }: SimulatedJob, pairs: SimulatedPairs): Trial {
  const baseline = baselineOf(history);
  const screen = roundOf(rounds[0], rerun, 0);
  if (screenPasses(screen, freshLooks([screen], baseline), baseline, LIMITS))
    return { outcome: 'passed', looks: 0 };
  return pairsTrial(pairs);
}

/** Level of the base in every simulation: the floor of 5 ms never matters there. */
const BASE_LEVEL = Math.log(100);

/** Base and head side by side until the product's own function has decided. */
export function pairsTrial([first, ...rest]: SimulatedPairs, metrics = 1): Trial {
  for (let looks = 1; looks <= rest.length + 1; looks++) {
    const seen = [first, ...rest.slice(0, looks - 1)] as const;
    const { outcome } = judgePairs(seen, BASE_LEVEL, {
      ...RULES,
      metrics,
      exhausted: looks === rest.length + 1,
    });
    if (outcome !== 'look-again') return trialOf(outcome, looks);
  }
  throw new Error('pairs were spent without a verdict');
}

function trialOf(outcome: Exclude<LooksJudged['outcome'], 'look-again'>, looks: number): Trial {
  if (outcome === 'regressed' || outcome === 'inconclusive') return { outcome, looks };
  return { outcome: 'passed', looks };
}
