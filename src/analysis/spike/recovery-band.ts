import { median } from '../../stats/centre.ts';
import { medianAbsoluteDeviation } from '../../stats/median-absolute-deviation.ts';

/** Logarithms of ms: the level before a spike, and the highest that still counts as before. */
export interface RecoveryBand {
  readonly level: number;
  readonly upTo: number;
}

const LEAST_WIDTH = Math.log(1.2);
const DEVIATIONS = 3;
/** Seconds that are looked at after a candidate, and how many of the further ones must be in the band. */
const NEXT = 5;
const FURTHER = 15;
const SHARE = 0.8;

/** Band of the quiet seconds: 20 % wide, or three median absolute deviations where they vary more. */
export function recoveryBand(quiet: readonly number[]): RecoveryBand | null {
  const levels = quiet.filter(Number.isFinite);
  if (levels.length === 0) return null;
  const level = median(levels);
  return { level, upTo: level + Math.max(LEAST_WIDTH, DEVIATIONS * medianAbsoluteDeviation(levels)) };
}

/**
 * Index of the first second that is back in the band for good: itself, the median of the next 5, four in five of
 * the next 15, and the median of all that remain. `null` where none is. `NaN` levels (nothing was asked) do not count.
 */
export function recoveredAt(levels: readonly number[], { upTo }: RecoveryBand): number | null {
  const inside = (level: number) => level <= upTo;
  for (const [index, level] of levels.entries()) {
    if (!inside(level)) continue;
    const rest = levels.slice(index + 1).filter((value) => !Number.isNaN(value));
    if (rest.length < NEXT) return null;
    const further = rest.slice(0, FURTHER);
    const share = further.filter(inside).length / further.length;
    if (inside(middle(rest.slice(0, NEXT))) && share >= SHARE && inside(middle(rest))) return index;
  }
  return null;
}

/** Median that knows infinity. */
function middle(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  return ascending[Math.floor(ascending.length / 2)] ?? Number.NaN;
}
