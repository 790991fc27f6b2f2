import { axisRange } from './axis-range.ts';
import { FAINT, FONT, GRID, INK } from './chart-style.ts';
import { axisNumber } from './chart-text.ts';
import { logTicks } from './log-ticks.ts';

/** An axis of a chart of several panels over each other. */
export function plainAxis(title: string, mostTicks = 10) {
  return {
    grid: { color: GRID },
    border: { color: FAINT },
    ticks: {
      color: INK,
      maxTicksLimit: mostTicks,
      maxRotation: 0,
      font: { family: FONT, size: 13 },
      callback: (value: number | string) => axisNumber(Number(value)),
    },
    title: { display: true, text: title, color: FAINT, font: { family: FONT, size: 14 } },
  };
}

/** From so far under the lowest to so far over the highest value above zero; ticks at 1, 2 and 5. */
export function logAxis(title: string, values: readonly number[]) {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const [low, high] = positive.length === 0 ? [1, 10] : [Math.min(...positive), Math.max(...positive)];
  const [min, max] = [low * 0.7, high * 1.5];
  return {
    ...plainAxis(title),
    type: 'logarithmic' as const,
    min,
    max,
    afterBuildTicks(scale: { ticks: { value: number }[] }) {
      scale.ticks = logTicks(min, max).map((value) => ({ value }));
    },
  };
}

/** A linear axis that holds all values. */
export function linearAxis(title: string, values: readonly number[], mostTicks = 10) {
  const { min, max, step } = axisRange(values);
  const base = plainAxis(title, mostTicks);
  return { ...base, type: 'linear' as const, min, max, ticks: { ...base.ticks, stepSize: step } };
}

/** A share in percent of panels that are mostly empty. */
export function shareAxis(title: string, highest: number) {
  return {
    ...plainAxis(title, 3),
    type: 'linear' as const,
    min: 0,
    max: highest > 0.5 ? 100 : highest > 0.1 ? 50 : 10,
  };
}

/** Place of a panel: the first of a stack is at the bottom. */
export function panel(weight: number) {
  return { position: 'left' as const, stack: 'panels', stackWeight: weight, offset: true };
}
