import type { ChartDataset, Point } from 'chart.js';
import type { Range, TimelinePoint } from '../../model/autoscaling.ts';
import type { AutoscalingSpec } from './autoscaling-spec.ts';
import { BASELINE_COLOUR, CANDIDATE_COLOUR, LIMIT_COLOUR, WAIT_COLOUR } from './chart-style.ts';

/** Axes of the panels, from the top. */
export type PanelAxis = 'load' | 'replicas' | 'lowest';

/** A line of a panel, with what it spreads over. */
export interface PanelLine {
  readonly axis: PanelAxis;
  /** In the legend; `null`: not there. */
  readonly name: string | null;
  readonly colour: string;
  readonly dash: readonly number[];
  readonly width: number;
  readonly dataset: ChartDataset<'line', Point[]>;
  /** Least and most at each moment; empty without a band. */
  readonly band: readonly { readonly x: number; readonly min: number; readonly max: number }[];
}

interface Look {
  readonly axis: PanelAxis;
  readonly name: string | null;
  readonly colour: string;
  readonly dash?: readonly number[];
  readonly width?: number;
}

export function panelLines(spec: AutoscalingSpec): readonly PanelLine[] {
  const { timeline, capacityPerPod, neededReplicas, p95ObjectiveMs } = spec;
  const perPod = capacityPerPod ?? 0;
  return [
    line(timeline, { axis: 'load', name: 'load', colour: BASELINE_COLOUR, width: 2.5 }, ({ rate }) =>
      rate === null ? null : { min: rate, median: rate, max: rate },
    ),
    ...(capacityPerPod === null
      ? []
      : [
          line(
            timeline,
            { axis: 'load', name: 'what the ready replicas carry', colour: CANDIDATE_COLOUR, width: 2.5 },
            ({ ready }) => times(ready, perPod),
          ),
        ]),
    line(
      timeline,
      { axis: 'replicas', name: 'replicas asked for', colour: BASELINE_COLOUR, dash: [3, 4], width: 1.5 },
      ({ desired }) => desired,
    ),
    line(
      timeline,
      {
        axis: 'replicas',
        name: capacityPerPod === null ? 'replicas ready' : null,
        colour: CANDIDATE_COLOUR,
        width: 2.5,
      },
      ({ ready }) => ready,
    ),
    ...(neededReplicas === null ? [] : [level(timeline, 'replicas', neededReplicas)]),
    lowest(spec),
    ...(spec.lowest === 'p95' && p95ObjectiveMs !== null ? [level(timeline, 'lowest', p95ObjectiveMs)] : []),
  ];
}

function lowest({ timeline, lowest: kind }: AutoscalingSpec): PanelLine {
  const look = { axis: 'lowest' as const, colour: WAIT_COLOUR, width: 2.5 };
  return kind === 'backlog'
    ? line(timeline, { ...look, name: 'requests that wait' }, ({ backlog }) => backlog)
    : line(timeline, { ...look, name: 'p95' }, ({ p95Ms }) => p95Ms);
}

function line(
  timeline: readonly TimelinePoint[],
  { axis, name, colour, dash = [], width = 2 }: Look,
  rangeAt: (point: TimelinePoint) => Range | null,
): PanelLine {
  const ranges = timeline.map((point) => ({ x: point.second, range: rangeAt(point) }));
  const data = ranges.map(({ x, range }): Point => ({ x, y: range?.median ?? Number.NaN }));
  const band = ranges.flatMap(({ x, range }) =>
    range === null ? [] : [{ x, min: range.min, max: range.max }],
  );
  const hasBand = band.some(({ min, max }) => max > min);
  return {
    axis,
    name,
    colour,
    dash,
    width,
    dataset: drawn(axis, colour, dash, width, data),
    band: hasBand ? band : [],
  };
}

/** A level that should be reached, or not be left. */
function level(timeline: readonly TimelinePoint[], axis: PanelAxis, value: number): PanelLine {
  const ends = [timeline[0], timeline.at(-1)].flatMap((point) => (point === undefined ? [] : [point.second]));
  const data = ends.map((x): Point => ({ x, y: value }));
  return {
    axis,
    name: axis === 'replicas' ? 'replicas that the spike needs' : 'objective of p95',
    colour: LIMIT_COLOUR,
    dash: [7, 5],
    width: 1.5,
    dataset: drawn(axis, LIMIT_COLOUR, [7, 5], 1.5, data),
    band: [],
  };
}

function drawn(
  axis: PanelAxis,
  colour: string,
  dash: readonly number[],
  width: number,
  data: Point[],
): PanelLine['dataset'] {
  return {
    data,
    xAxisID: 'x',
    yAxisID: axis,
    borderColor: colour,
    borderWidth: width,
    borderDash: [...dash],
    pointRadius: 0,
    tension: 0,
    stepped: axis !== 'lowest',
    spanGaps: false,
    clip: 3,
  };
}

function times(range: Range | null, factor: number): Range | null {
  return range === null
    ? null
    : { min: range.min * factor, median: range.median * factor, max: range.max * factor };
}
