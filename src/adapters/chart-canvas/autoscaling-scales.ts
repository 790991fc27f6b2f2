import type { PanelAxis, PanelLine } from './autoscaling-lines.ts';
import type { AutoscalingSpec } from './autoscaling-spec.ts';
import { axisRange } from './axis-range.ts';
import type { LineChart } from './chart-js.ts';
import { FAINT, FONT, INK } from './chart-style.ts';
import { axisNumber } from './chart-text.ts';

type Scales = NonNullable<NonNullable<LineChart['options']>['scales']>;

const ROW = { position: 'left', stack: 'rows', type: 'linear' } as const;
const HIDDEN = { ticks: { display: false }, grid: { display: false }, border: { display: false } };
/** A panel is low: more marks than this would touch. */
const MAX_INTERVALS = 4;

/** Upright axes of one stack share the height by their weights, from below; empty ones are the gaps between panels. */
export function autoscalingScales({ timeline }: AutoscalingSpec, lines: readonly PanelLine[]): Scales {
  return {
    x: secondsAxis(timeline.map(({ second }) => second)),
    lowest: { ...valueAxis('lowest', lines), ...ROW, stackWeight: 1 },
    gapBelow: { ...ROW, stackWeight: 0.28, ...HIDDEN },
    replicas: { ...valueAxis('replicas', lines), ...ROW, stackWeight: 1 },
    gapAbove: { ...ROW, stackWeight: 0.28, ...HIDDEN },
    load: { ...valueAxis('load', lines), ...ROW, stackWeight: 1 },
  };
}

function secondsAxis(seconds: readonly number[]) {
  return {
    type: 'linear' as const,
    min: seconds[0] ?? 0,
    max: Math.max(1, seconds.at(-1) ?? 1),
    grid: { display: false },
    border: { color: FAINT },
    ticks: { ...tickStyle(), includeBounds: false, maxTicksLimit: 14, maxRotation: 0 },
    title: { display: true, text: 'seconds from the spike', color: FAINT, font: { family: FONT, size: 14 } },
  };
}

function valueAxis(axis: PanelAxis, lines: readonly PanelLine[]) {
  const { max, step } = fewMarks(
    lines
      .filter((line) => line.axis === axis)
      .flatMap(({ dataset, band }) => [
        ...dataset.data.map(({ y }) => y ?? Number.NaN),
        ...band.map((point) => point.max),
      ]),
  );
  return {
    min: 0,
    max,
    grid: { display: false },
    border: { color: FAINT },
    ticks: { ...tickStyle(), stepSize: step },
  };
}

function fewMarks(values: readonly number[]): { readonly max: number; readonly step: number } {
  const { max, step } = axisRange([0, ...values]);
  const factor = [1, 2, 5, 10].find((candidate) => max / (step * candidate) <= MAX_INTERVALS) ?? 10;
  const wider = step * factor;
  return { max: Math.ceil(max / wider - 1e-9) * wider, step: wider };
}

function tickStyle() {
  return {
    color: INK,
    font: { family: FONT, size: 13 },
    callback: (value: number | string) => axisNumber(Number(value)),
  };
}
