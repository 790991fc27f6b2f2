import type { LineChart } from './chart-js.ts';
import type { Side } from './latency-lines.ts';
import { gapAxis, linearAxis, logAxis, runningAxis } from './stacked-axes.ts';

type Scales = NonNullable<NonNullable<LineChart['options']>['scales']>;

const COLUMN = { position: 'bottom', stack: 'columns' } as const;
/** The panels draw these themselves, each over its own width. */
const NO_GRID = { grid: { display: false } };

/** Horizontal axes of one stack share the width by their weights; an empty one makes the gap between the panels. */
export function latencyScales(sides: readonly Side[]): Scales {
  return {
    x: { ...secondsAxis(sides), ...COLUMN, stackWeight: 1 },
    gap: { ...gapAxis(0.1), ...COLUMN },
    ms: { ...distributionAxis(sides), ...COLUMN, stackWeight: 1 },
    y: { ...inTimeAxis(sides), ...NO_GRID, position: 'left' },
    share: { ...runningAxis('% of requests at or under', 0, 100, 5), ...NO_GRID, position: 'right' },
  };
}

function secondsAxis(sides: readonly Side[]) {
  const seconds = sides.flatMap(({ profile }) => profile.perSecond.map(({ second }) => second));
  return runningAxis('seconds of the measured window', 0, Math.max(1, ...seconds), 7);
}

function inTimeAxis(sides: readonly Side[]) {
  const values = sides.flatMap(({ profile }) =>
    profile.perSecond.flatMap(({ p50, p95 }) => [p50 ?? Number.NaN, p95 ?? Number.NaN]),
  );
  return linearAxis('ms', [0, ...values]);
}

function distributionAxis(sides: readonly Side[]) {
  const latencies = sides.flatMap(({ profile }) => profile.distribution.map(({ ms }) => ms));
  return logAxis('latency in ms, logarithmic', latencies, { below: 0.9, above: 1.1 });
}
