import { axisRange } from './axis-range.ts';
import type { LineChart } from './chart-js.ts';
import { FAINT, FONT, GRID, INK } from './chart-style.ts';
import type { Side } from './latency-chart.ts';

type Scales = NonNullable<NonNullable<LineChart['options']>['scales']>;

/** Horizontal axes of one stack share the width by their weights; an empty one makes the gap between the panels. */
export function latencyScales(sides: readonly Side[]): Scales {
  const values = sides.flatMap(({ profile }) =>
    profile.perSecond.flatMap(({ p50, p95 }) => [p50 ?? Number.NaN, p95 ?? Number.NaN]),
  );
  const { max } = axisRange([0, ...values]);
  const longest = Math.max(
    1,
    ...sides.flatMap(({ profile }) => profile.perSecond.map(({ second }) => second)),
  );
  const spread = sides
    .flatMap(({ profile }) => profile.distribution.map(({ ms }) => ms))
    .filter((ms) => ms > 0 && Number.isFinite(ms));
  const [low, high] = spread.length === 0 ? [1, 10] : [Math.min(...spread), Math.max(...spread)];
  return {
    x: {
      ...axis('seconds of the measured window'),
      type: 'linear',
      position: 'bottom',
      stack: 'columns',
      stackWeight: 1,
      min: 0,
      max: longest,
    },
    gap: { type: 'linear', position: 'bottom', stack: 'columns', stackWeight: 0.1, ...HIDDEN },
    ms: {
      ...axis('latency in ms, logarithmic'),
      type: 'logarithmic',
      position: 'bottom',
      stack: 'columns',
      stackWeight: 1,
      min: low * 0.9,
      max: high * 1.1,
    },
    y: { ...axis('ms'), type: 'linear', position: 'left', min: 0, max, grid: { display: false } },
    share: {
      ...axis('% of requests at or under'),
      type: 'linear',
      position: 'right',
      min: 0,
      max: 100,
      grid: { display: false },
    },
  };
}

const HIDDEN = { ticks: { display: false }, grid: { display: false }, border: { display: false } };

function axis(title: string) {
  return {
    grid: { color: GRID },
    border: { color: FAINT },
    ticks: { color: INK, maxTicksLimit: 8, maxRotation: 0, font: { family: FONT, size: 13 } },
    title: { display: true, text: title, color: FAINT, font: { family: FONT, size: 13 } },
  };
}
