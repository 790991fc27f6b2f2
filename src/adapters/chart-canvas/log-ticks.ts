import { roundMarks } from './axis-range.ts';

const MAX_TICKS = 8;

/**
 * Where a logarithmic axis is marked between two positive ends: at 1, 2 and 5 of every power of ten where that gives
 * few enough marks, else at the powers of ten alone. Short axes, which hold hardly one of these, have linear marks.
 */
export function logTicks(min: number, max: number): readonly number[] {
  const candidates = [[1, 2, 5], [1]].map((digits) => inRange(digits, min, max));
  const fitting = candidates.find((ticks) => ticks.length <= MAX_TICKS) ?? everyOther(candidates[1] ?? []);
  return fitting.length >= 3 ? fitting : roundMarks(min, max, MAX_TICKS);
}

function inRange(digits: readonly number[], min: number, max: number): number[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(max)) - Math.floor(Math.log10(min)) + 1 },
    (_, index) => Math.floor(Math.log10(min)) + index,
  );
  return powers
    .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
    .filter((tick) => tick >= min && tick <= max);
}

function everyOther(ticks: readonly number[]): readonly number[] {
  const step = Math.ceil(ticks.length / MAX_TICKS);
  return ticks.filter((_, index) => index % step === 0);
}
