import { axisRange } from './axis-range.ts';
import type { LineChart } from './chart-js.ts';
import { FAINT, FONT, GRID, INK } from './chart-style.ts';
import { axisNumber } from './chart-text.ts';
import type { Side } from './latency-lines.ts';
import { logTicks } from './log-ticks.ts';

type Scales = NonNullable<NonNullable<LineChart['options']>['scales']>;

const COLUMN = { position: 'bottom', stack: 'columns' } as const;
const HIDDEN = { ticks: { display: false }, grid: { display: false }, border: { display: false } };

/** Horizontal axes of one stack share the width by their weights; an empty one makes the gap between the panels. */
export function latencyScales(sides: readonly Side[]): Scales {
  return {
    x: { ...secondsAxis(sides), ...COLUMN, stackWeight: 1 },
    gap: { type: 'linear', ...COLUMN, stackWeight: 0.1, ...HIDDEN },
    ms: { ...distributionAxis(sides), ...COLUMN, stackWeight: 1 },
    y: { ...inTimeAxis(sides), position: 'left' },
    share: {
      ...axis('% of requests at or under'),
      type: 'linear',
      position: 'right',
      min: 0,
      max: 100,
      ...NO_GRID,
    },
  };
}

/** The panels draw these themselves, each over its own width. */
const NO_GRID = { grid: { display: false } };

function secondsAxis(sides: readonly Side[]) {
  const seconds = sides.flatMap(({ profile }) => profile.perSecond.map(({ second }) => second));
  const base = axis('seconds of the measured window');
  return {
    ...base,
    type: 'linear' as const,
    min: 0,
    max: Math.max(1, ...seconds),
    ticks: { ...base.ticks, includeBounds: false, precision: 0 },
  };
}

function inTimeAxis(sides: readonly Side[]) {
  const values = sides.flatMap(({ profile }) =>
    profile.perSecond.flatMap(({ p50, p95 }) => [p50 ?? Number.NaN, p95 ?? Number.NaN]),
  );
  const { max, step } = axisRange([0, ...values]);
  const base = axis('ms');
  return {
    ...base,
    type: 'linear' as const,
    min: 0,
    max,
    ticks: { ...base.ticks, stepSize: step },
    ...NO_GRID,
  };
}

function distributionAxis(sides: readonly Side[]) {
  const latencies = sides
    .flatMap(({ profile }) => profile.distribution.map(({ ms }) => ms))
    .filter((ms) => ms > 0 && Number.isFinite(ms));
  const [low, high] = latencies.length === 0 ? [1, 10] : [Math.min(...latencies), Math.max(...latencies)];
  const [min, max] = [low * 0.9, high * 1.1];
  return {
    ...axis('latency in ms, logarithmic'),
    type: 'logarithmic' as const,
    min,
    max,
    afterBuildTicks(scale: { ticks: { value: number }[] }) {
      scale.ticks = logTicks(min, max).map((value) => ({ value }));
    },
  };
}

function axis(title: string) {
  return {
    grid: { color: GRID },
    border: { color: FAINT },
    ticks: {
      color: INK,
      maxTicksLimit: 8,
      maxRotation: 0,
      font: { family: FONT, size: 13 },
      callback: (value: number | string) => axisNumber(Number(value)),
    },
    title: { display: true, text: title, color: FAINT, font: { family: FONT, size: 14 } },
  };
}
