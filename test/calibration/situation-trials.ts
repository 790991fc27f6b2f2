import { baselineModel } from '../../src/gate/baseline-model.ts';
import { changeLimits } from '../../src/gate/change-limits.ts';
import { freshLooks } from '../../src/gate/fresh-looks.ts';
import { judgeLooks } from '../../src/gate/judge-looks.ts';
import type { EntryLevel, RoundLevel } from '../../src/gate/round-level.ts';
import { screenPasses } from '../../src/gate/screen.ts';
import type { Rng } from '../../src/lib/rng.ts';
import { type Cell, drawn, machineEffect, simulatedLevel, type Trial } from './cell.ts';
import { MAX_LOOKS, type Rerun } from './gate-trials.ts';
import type { MeasuredRun } from './measurement-pools.ts';

const LIMITS = changeLimits({ failThreshold: 0.2, warnThreshold: 0.1 });

/** Whether any of `endpoints` that share each machine is failed; each has requests and outliers of its own. */
export function manyEndpointsTrial(
  cell: Cell,
  endpoints: number,
  pool: readonly MeasuredRun[],
  rng: Rng,
  rerun: Rerun,
): Trial {
  const jobs = Array.from({ length: cell.history + MAX_LOOKS }, () => machineEffect(cell, rng));
  const outcomes = Array.from({ length: endpoints }, () => {
    const level = (job: number) => simulatedLevel(cell, jobs[job] ?? 0, drawn(pool, rng), rng);
    const entry = (_: unknown, job: number): EntryLevel => ({
      level: level(job),
      rounds: 1,
      withinVariance: null,
    });
    const baseline = baselineModel([
      entry(0, 0),
      ...Array.from({ length: cell.history - 1 }, (_, job) => entry(_, job + 1)),
    ]);
    const round = (look: number): RoundLevel => {
      const job = cell.history + (rerun === 'same-job' ? 0 : look);
      const run = drawn(pool, rng);
      return {
        level: simulatedLevel(cell, jobs[job] ?? 0, run, rng),
        withinError: run.withinError,
        job: `${job}`,
      };
    };
    const rounds = [round(0), round(1), round(2), round(3)] as const;
    return looksOf(rounds, baseline, endpoints);
  });
  return { outcome: outcomes.includes('regressed') ? 'regressed' : 'passed', looks: MAX_LOOKS };
}

function looksOf(
  rounds: readonly [RoundLevel, RoundLevel, RoundLevel, RoundLevel],
  baseline: ReturnType<typeof baselineModel>,
  metrics: number,
) {
  const rules = {
    limits: LIMITS,
    evidence: 'normal',
    metrics,
    exhausted: true,
    seeksImprovement: false,
  } as const;
  return judgeLooks(rounds, baseline, { ...rules, minAbsoluteDeltaMs: 5 }).outcome;
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
