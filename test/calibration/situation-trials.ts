import { baselineModel } from '../../src/gate/baseline-model.ts';
import { freshLooks } from '../../src/gate/fresh-looks.ts';
import type { EntryLevel, RoundLevel } from '../../src/gate/round-level.ts';
import { screenPasses } from '../../src/gate/screen.ts';
import type { Rng } from '../../src/lib/rng.ts';
import { type Cell, drawn, machineEffect, simulatedLevel, type Trial } from './cell.ts';
import { historyTrial, LIMITS, pairsTrial } from './gate-trials.ts';
import type { MeasuredPair, MeasuredRun } from './measurement-pools.ts';
import { MAX_LOOKS, type Rerun, type SimulatedRun, simulatedPairs } from './simulated-job.ts';

/** Whether any of `endpoints` that share each machine is failed; each has requests and outliers of its own. */
export function manyEndpointsTrial(
  cell: Cell,
  endpoints: number,
  pool: readonly MeasuredRun[],
  rng: Rng,
  rerun: Rerun,
): Trial {
  const jobs = Array.from({ length: cell.history + MAX_LOOKS }, () => machineEffect(cell, rng));
  const run = (job: number): SimulatedRun => {
    const measured = drawn(pool, rng);
    return { level: simulatedLevel(cell, jobs[job] ?? 0, measured, rng), measured };
  };
  const outcomes = Array.from({ length: endpoints }, () => {
    const older = Array.from({ length: cell.history - 1 }, (_, job) => run(job + 1));
    const round = (look: number) => run(cell.history + (rerun === 'same-job' ? 0 : look));
    const rounds = [round(0), round(1), round(2), round(3)] as const;
    return historyTrial({ history: [run(0), ...older], rounds, rerun }, endpoints).outcome;
  });
  return anyOf(outcomes);
}

/** The same beside the base, without a screen that would spare most of them the pairs. */
export function manyPairedEndpointsTrial(
  cell: Cell,
  endpoints: number,
  pool: readonly MeasuredPair[],
  rng: Rng,
): Trial {
  return anyOf(
    Array.from({ length: endpoints }, () => pairsTrial(simulatedPairs(cell, pool, rng), endpoints).outcome),
  );
}

function anyOf(outcomes: readonly Trial['outcome'][]): Trial {
  return { outcome: outcomes.includes('regressed') ? 'regressed' : 'passed', looks: MAX_LOOKS };
}

/**
 * The screen of a +30 % regression shortly after an improvement of 25 % was merged. With the mark of an epoch only
 * the runs since count; without it the whole history does.
 */
export function afterImprovementTrial(
  cell: Cell,
  pool: readonly MeasuredRun[],
  rng: Rng,
  { runsAgo, marked }: { readonly runsAgo: number; readonly marked: boolean },
): Trial {
  const level = (shift: number) =>
    simulatedLevel(cell, machineEffect(cell, rng), drawn(pool, rng), rng) + shift;
  const entry = (shift: number): EntryLevel => ({ level: level(shift), rounds: 1, withinVariance: null });
  const improved = Math.log(0.75);
  const after = Array.from({ length: runsAgo }, () => entry(improved));
  const before = Array.from({ length: marked ? 0 : cell.history - runsAgo }, () => entry(0));
  const [first = entry(improved), ...rest] = [...before, ...after];
  const baseline = baselineModel([first, ...rest]);
  const run = drawn(pool, rng);
  const candidate: RoundLevel = {
    level: simulatedLevel(cell, machineEffect(cell, rng), run, rng) + improved + Math.log1p(cell.change),
    withinError: run.withinError,
    job: 'candidate',
  };
  const passes = screenPasses(candidate, freshLooks([candidate], baseline), baseline, LIMITS);
  return { outcome: passes ? 'passed' : 'inconclusive', looks: 1 };
}
