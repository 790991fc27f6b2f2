import { rngOf } from '../../src/lib/rng.ts';
import type { Cell, Trial } from './cell.ts';
import type { Figure, Pools } from './figures.ts';
import { historyTrial, pairedTrial } from './gate-trials.ts';
import { evidenceOf, RIVALS, type RivalName, rivalVerdicts } from './rival-methods.ts';
import { simulatedJob, simulatedPairs } from './simulated-job.ts';
import { type Tally, tallyOfTrials } from './tally.ts';

/** Every cell draws from a seed of its own, made of this one and of what the cell is. */
export const SEED = 7919;

export type Place = Pick<Figure, 'mode' | (keyof Cell & keyof Figure)>;

export interface CellTally {
  readonly gate: Tally;
  /** Share of the trials that each rival failed; `null` where it cannot be asked. */
  readonly rivals: Readonly<Record<RivalName, number | null>>;
  /** Share of the trials in which the head of the first pair was over 1.2 times the base; `null` without pairs. */
  readonly onePair: number | null;
}

/** The gate and its rivals on the same trials of one place and change; the same for the same seed. */
export function cellTally(place: Place, pools: Pools, trials: number): CellTally {
  const all = drawTrials(place, pools, trials, true);
  const failed = (of: (trial: TrialOfAll) => boolean | null) => shareOf(all.map(of));
  return {
    gate: tallyOfTrials(all.map(({ gate }) => gate)),
    rivals: Object.fromEntries(
      RIVALS.map((name) => [name, failed(({ rivals }) => rivals?.[name] ?? null)]),
    ) as Record<RivalName, number | null>,
    onePair: failed(({ onePair }) => onePair),
  };
}

/** The gate alone. */
export function gateTally(place: Place, pools: Pools, trials: number): Tally {
  return tallyOfTrials(drawTrials(place, pools, trials, false).map(({ gate }) => gate));
}

interface TrialOfAll {
  readonly gate: Trial;
  readonly rivals: Readonly<Record<RivalName, boolean | null>> | null;
  readonly onePair: boolean | null;
}

function drawTrials(
  { mode, ...cell }: Place,
  pools: Pools,
  trials: number,
  withRivals: boolean,
): TrialOfAll[] {
  const rng = rngOf(SEED + Math.round(1000 * (cell.noise + cell.history + cell.change)));
  return Array.from({ length: trials }, () => {
    const job = simulatedJob(cell, pools.runs, rng, mode === 'fresh-runner' ? mode : 'same-job');
    const pairs = mode === 'paired' ? simulatedPairs(cell, pools.pairs, rng) : null;
    return {
      gate: pairs === null ? historyTrial(job) : pairedTrial(job, pairs),
      rivals: withRivals ? rivalVerdicts(evidenceOf(job, pairs)) : null,
      onePair: pairs === null ? null : pairs[0].change > Math.log(1.2),
    };
  });
}

function shareOf(verdicts: readonly (boolean | null)[]): number | null {
  const known = verdicts.filter((verdict) => verdict !== null);
  return known.length === 0 ? null : known.filter(Boolean).length / known.length;
}
