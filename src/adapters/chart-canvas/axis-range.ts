/** An axis of milliseconds: `min` and `max` are multiples of `step`. */
export interface AxisRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Says so when the axis does not begin at 0. */
  readonly title: string;
}

const ROOM = 0.15;
/** Values closer together than this share of the highest are not pulled apart: noise must not look like news. */
const LEAST_SPREAD = 0.4;
const MAX_INTERVALS = 7;

/**
 * A range that holds all values with some room, from 0 when that does not flatten them. `values` may hold NaN and
 * infinity, which have no place on an axis. Rounding adds up to two intervals to `intervals`: low panels want few.
 */
export function axisRange(values: readonly number[], intervals = MAX_INTERVALS): AxisRange {
  const finite = values.filter((value) => Number.isFinite(value) && value >= 0);
  const [low, high] = finite.some((value) => value > 0) ? [Math.min(...finite), Math.max(...finite)] : [0, 1];
  const spread = Math.max(high - low, high * LEAST_SPREAD, 1e-3);
  const room = spread * ROOM;
  const bottom = low <= spread ? 0 : Math.max(0, low - 2 * room);
  const step = niceStep((high + room - bottom) / intervals);
  const min = Math.floor(bottom / step) * step;
  const max = Math.ceil((high + room) / step) * step;
  return {
    min: tidy(min),
    max: tidy(max),
    step,
    title: min === 0 ? 'ms' : `ms (axis begins at ${tidy(min)})`,
  };
}

/** Round numbers between two ends: some of so many intervals are cut by the ends, which are no marks unless round. */
export function roundMarks(min: number, max: number, intervals: number): readonly number[] {
  const step = niceStep((max - min) / intervals);
  return marksBetween(min, max, step);
}

/** Every multiple of a step from one end to the other. */
export function marksBetween(min: number, max: number, step: number): readonly number[] {
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step));
}

/** The values that people count in, 1, 2 or 5 times a power of ten, at or above a width. */
function niceStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= width * (1 - 1e-9)) ?? 10;
  return tidy(factor * power);
}

/** Without the crumbs of binary fractions. */
function tidy(value: number): number {
  return Number(value.toPrecision(6));
}
