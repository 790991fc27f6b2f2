import type { PanelAxis, PanelLine } from './autoscaling-lines.ts';
import type { AutoscalingSpec } from './autoscaling-spec.ts';
import type { LineChart } from './chart-js.ts';
import { gapAxis, linearAxis, runningAxis } from './stacked-axes.ts';

type Scales = NonNullable<NonNullable<LineChart['options']>['scales']>;

const ROW = { position: 'left', stack: 'rows' } as const;
const NO_GRID = { grid: { display: false } };
/** A panel is low: more marks than this would touch. */
const INTERVALS = 4;

/** Upright axes of one stack share the height by their weights, from below; empty ones are the gaps between panels. */
export function autoscalingScales({ timeline }: AutoscalingSpec, lines: readonly PanelLine[]): Scales {
  return {
    x: secondsAxis(timeline.map(({ second }) => second)),
    lowest: { ...valueAxis('lowest', lines), ...ROW, stackWeight: 1 },
    gapBelow: { ...gapAxis(0.28), ...ROW },
    replicas: { ...valueAxis('replicas', lines), ...ROW, stackWeight: 1 },
    gapAbove: { ...gapAxis(0.28), ...ROW },
    load: { ...valueAxis('load', lines), ...ROW, stackWeight: 1 },
  };
}

function secondsAxis(seconds: readonly number[]) {
  const [from, to] = [seconds[0] ?? 0, Math.max(1, seconds.at(-1) ?? 1)];
  return { ...runningAxis('seconds from the spike', from, to), ...NO_GRID };
}

/** From 0, however high the lines are. */
function valueAxis(axis: PanelAxis, lines: readonly PanelLine[]) {
  const values = lines
    .filter((line) => line.axis === axis)
    .flatMap(({ dataset, band }) => [
      ...dataset.data.map(({ y }) => y ?? Number.NaN),
      ...band.map((point) => point.max),
    ]);
  return { ...linearAxis('', [0, ...values], INTERVALS), ...NO_GRID };
}
