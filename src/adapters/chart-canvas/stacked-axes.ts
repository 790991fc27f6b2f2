import { axisRange, marksBetween, roundMarks } from './axis-range.ts';
import { FAINT, FONT, GRID, INK } from './chart-style.ts';
import { axisNumber } from './chart-text.ts';
import { logTicks } from './log-ticks.ts';

/** An axis of a chart of several panels, with marks at these values and nowhere else. */
function markedAxis(title: string, marks: readonly number[]) {
  return {
    grid: { color: GRID },
    border: { color: FAINT },
    ticks: {
      color: INK,
      autoSkip: false,
      maxRotation: 0,
      font: { family: FONT, size: 13 },
      callback: (value: number | string) => axisNumber(Number(value)),
    },
    title: { display: title !== '', text: title, color: FAINT, font: { family: FONT, size: 14 } },
    afterBuildTicks(scale: { ticks: { value: number }[] }) {
      scale.ticks = marks.map((value) => ({ value }));
    },
  };
}

/** From one end to the other, as time runs: marked at round numbers, of which an odd end is none. */
export function runningAxis(title: string, min: number, max: number, intervals = 12) {
  return { ...markedAxis(title, roundMarks(min, max, intervals)), type: 'linear' as const, min, max };
}

/** How far a logarithmic axis goes on beyond its values, as factors. */
interface LogMargins {
  readonly below: number;
  readonly above: number;
}

/** From so far under the lowest to so far over the highest value above zero; ticks at 1, 2 and 5. */
export function logAxis(title: string, values: readonly number[], { below, above }: LogMargins) {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const [low, high] = positive.length === 0 ? [1, 10] : [Math.min(...positive), Math.max(...positive)];
  const [min, max] = [low * below, high * above];
  return { ...markedAxis(title, logTicks(min, max)), type: 'logarithmic' as const, min, max };
}

/** A linear axis that holds all values; see `axisRange` for the intervals. */
export function linearAxis(title: string, values: readonly number[], intervals?: number) {
  const { min, max, step } = axisRange(values, intervals);
  return { ...markedAxis(title, marksBetween(min, max, step)), type: 'linear' as const, min, max };
}

/** A share in percent of panels that are mostly empty. */
export function shareAxis(title: string, highest: number) {
  const max = [2, 10, 50].find((percent) => highest * 100 <= percent) ?? 100;
  return { ...markedAxis(title, [0, max / 2, max]), type: 'linear' as const, min: 0, max };
}

/** Place of a panel: the first of a stack is at the bottom. */
export function panel(weight: number) {
  return { position: 'left' as const, stack: 'panels', stackWeight: weight, offset: true };
}

/** Empty room in a stack of axes, in the weight of these. */
export function gapAxis(weight: number) {
  return {
    type: 'linear' as const,
    stackWeight: weight,
    ticks: { display: false },
    grid: { display: false },
    border: { display: false },
  };
}
