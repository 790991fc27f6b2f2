import { median } from './centre.ts';
import { qnSpread } from './qn-spread.ts';

/** Runs that a side of a shift must have. */
const SIDE = 3;
/** Standard errors between two levels before they are two. */
const LIMIT = 3;
/** Noise that is assumed where little has been seen, and how many observations that is worth. */
const PRIOR_NOISE = 0.05;
const PRIOR_DF = 4;

/**
 * Where the level of a series of logarithms (oldest first) last changed: the index of the first value of the newest
 * level, 0 when there is only one. The noise comes from successive differences, which a shift hardly touches.
 */
export function lastLevelShift(values: readonly number[]): number {
  let start = 0;
  for (;;) {
    const step = strongestShift(values.slice(start));
    if (step === 0) return start;
    start += step;
  }
}

function strongestShift(values: readonly number[]): number {
  const noise = noiseOfDifferences(values);
  let best = { at: 0, score: LIMIT };
  for (let at = SIDE; at <= values.length - SIDE; at++) {
    const [before, after] = [values.slice(0, at), values.slice(at)];
    const error = noise * Math.sqrt(1.5 / before.length + 1.5 / after.length);
    const score = Math.abs(median(after) - median(before)) / error;
    if (score > best.score) best = { at, score };
  }
  return best.at;
}

/**
 * Standard deviation of a series (oldest first) around its own slow course, from successive differences: a shift or
 * a drift hardly touches it. Shrunk towards 0.05 where few values are known.
 */
export function noiseOfDifferences(values: readonly number[]): number {
  const differences = values.slice(1).map((value, index) => value - (values[index] ?? value));
  const seen = qnSpread(differences) / Math.SQRT2;
  const df = Math.max(0, 0.8 * (differences.length - 1));
  return Math.sqrt((PRIOR_DF * PRIOR_NOISE ** 2 + df * seen ** 2) / (PRIOR_DF + df));
}
