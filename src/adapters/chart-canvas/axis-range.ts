/** An axis of milliseconds. */
export interface AxisRange {
  readonly min: number;
  readonly max: number;
  /** Says so when the axis does not begin at 0. */
  readonly title: string;
}

const ROOM = 0.15;
/** Values closer together than this share of the highest are not pulled apart: noise must not look like news. */
const LEAST_SPREAD = 0.4;

/**
 * A range that holds all values with some room, from 0 when that does not flatten them. `values` may hold NaN and
 * infinity, which have no place on an axis.
 */
export function axisRange(values: readonly number[]): AxisRange {
  const finite = values.filter((value) => Number.isFinite(value) && value >= 0);
  if (finite.length === 0) return { min: 0, max: 1, title: 'ms' };
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const spread = Math.max(high - low, high * LEAST_SPREAD, 1e-3);
  const max = roundTo(high + spread * ROOM, spread);
  if (low <= spread) return { min: 0, max, title: 'ms' };
  const min = Math.max(0, roundTo(low - spread * ROOM * 2, spread));
  return { min, max, title: min === 0 ? 'ms' : `ms (axis begins at ${format(min)})` };
}

function roundTo(value: number, spread: number): number {
  const step = 10 ** Math.floor(Math.log10(spread)) / 2;
  return Number((Math.ceil(value / step) * step).toPrecision(6));
}

function format(value: number): string {
  return Number(value.toPrecision(4)).toString();
}
