import { shortCommit } from '../../lib/format-number.ts';
import type { TrendPoint } from '../../model/report.ts';
import type { AxisRange } from './axis-range.ts';
import { FAINT, FONT, GRID, INK } from './chart-style.ts';
import { axisNumber, label } from './chart-text.ts';

/** With more jobs than this their names stand aslant. */
const UPRIGHT = 14;
/** Names that fit beside each other on the axis. */
const MAX_NAMES = 24;

/**
 * Names of the jobs on the axis: the commit, or the place in the row when no commit is known. Counted from the
 * newest, which always has its name, every so many are named.
 */
export function axisNames(points: readonly TrendPoint[]): (string | string[])[] {
  const count = points.length;
  const step = Math.ceil(count / MAX_NAMES);
  return points.map(({ commit, status }, index) => {
    if ((count - 1 - index) % step !== 0) return '';
    const name = commit === null ? `#${index + 1}` : shortCommit(label(commit));
    if (status !== 'candidate') return name;
    return count > UPRIGHT ? `${name} (this job)` : [name, 'this job'];
  });
}

export function jobAxis(count: number) {
  const rotation = count > UPRIGHT ? 60 : 0;
  return {
    offset: true,
    grid: { display: false },
    border: { color: FAINT },
    ticks: {
      color: INK,
      autoSkip: false,
      maxRotation: rotation,
      minRotation: rotation,
      font: { family: FONT, size: 13 },
    },
  };
}

export function latencyAxis({ min, max, step, title }: AxisRange) {
  return {
    min,
    max,
    grid: { color: GRID },
    border: { display: false },
    ticks: {
      color: INK,
      stepSize: step,
      font: { family: FONT, size: 13 },
      callback: (value: number | string) => axisNumber(Number(value)),
    },
    title: { display: true, text: title, color: FAINT, font: { family: FONT, size: 14 } },
  };
}
