import type { ChartDataset } from 'chart.js';
import type { ChartSpec } from '../../model/chart-spec.ts';
import type { TrendPoint } from '../../model/report.ts';
import { axisRange } from './axis-range.ts';
import { heading, legend, STILL_PICTURE } from './chart-frame.ts';
import type { LineChart } from './chart-js.ts';
import { BASELINE_COLOUR, isStroked, type JobMark, LIMIT_COLOUR, markOf, TRACE } from './chart-style.ts';
import { emptyNotice } from './empty-notice.ts';
import { endLabelRoom, endLabels } from './end-labels.ts';
import { axisNames, jobAxis, latencyAxis } from './trend-axes.ts';
import { trendLegend } from './trend-legend.ts';
import { CROWDED, epochLines, intervalBars, spotlight } from './trend-marks.ts';

type TrendSpec = Extract<ChartSpec, { kind: 'trend' }>;
type Line = ChartDataset<'line', (number | null)[]>;

/** The gated statistic over jobs: its interval, the baseline and the limit that it was held against, and how it was judged. */
export function trendConfiguration(spec: TrendSpec): LineChart {
  const points = spec.points.filter(({ value }) => Number.isFinite(value));
  const range = axisRange(
    points.flatMap(({ value, low, high, baseline, limit }) => [
      value,
      low,
      high,
      baseline ?? value,
      limit ?? value,
    ]),
  );
  const { padding } = STILL_PICTURE.layout;
  return {
    type: 'line',
    data: { labels: axisNames(points), datasets: linesOf(points) },
    options: {
      ...STILL_PICTURE,
      layout: { padding: { ...padding, right: endLabelRoom(points.length) } },
      plugins: {
        ...heading(spec.title, spec.subtitle, 22),
        legend: legend(() => trendLegend(points, spec.tolerance), null),
      },
      scales: { x: jobAxis(points.length), y: latencyAxis(range) },
    },
    plugins: [
      spotlight(points),
      epochLines(points),
      intervalBars(points),
      endLabels(points),
      ...(points.length === 0 ? [emptyNotice('no job has measured anything yet')] : []),
    ],
  };
}

function linesOf(points: readonly TrendPoint[]): Line[] {
  return [
    measured(points),
    steps(
      points.map(({ baseline }) => baseline),
      BASELINE_COLOUR,
      [7, 5],
    ),
    steps(
      points.map(({ limit }) => limit),
      LIMIT_COLOUR,
      [],
    ),
  ];
}

function measured(points: readonly TrendPoint[]): Line {
  const marks = points.map(markOf);
  return {
    data: points.map(({ value }) => value),
    borderColor: TRACE,
    borderWidth: 1.5,
    clip: 12,
    // Epochs are not compared with each other, and no line joins them.
    segment: {
      borderColor: ({ p1DataIndex }: { p1DataIndex: number }) =>
        points[p1DataIndex]?.opensEpoch ? 'transparent' : TRACE,
    },
    pointStyle: marks.map(({ shape }) => shape),
    pointRadius: points.map((point) => radiusOf(point, points.length > CROWDED)),
    pointBackgroundColor: marks.map(({ colour, filled }) => (filled ? colour : '#ffffff')),
    pointBorderColor: marks.map(({ colour }) => colour),
    pointBorderWidth: marks.map((mark) => borderOf(mark, points.length > CROWDED)),
    order: 0,
  };
}

function radiusOf(point: TrendPoint, crowded: boolean): number {
  if (point.status === 'candidate') return 10;
  return (crowded ? 4 : 6.5) + (isStroked(markOf(point)) ? 1.5 : 0);
}

function borderOf(mark: JobMark, crowded: boolean): number {
  if (!isStroked(mark)) return 2;
  return crowded ? 2.5 : 3.5;
}

function steps(data: (number | null)[], colour: string, dash: number[]): Line {
  return {
    data,
    borderColor: colour,
    borderDash: dash,
    borderWidth: 2,
    // A line needs two points; a level that is known for one job only is a dash.
    pointRadius: data.map((value, index) => (isAlone(data, index) && value !== null ? 14 : 0)),
    pointStyle: 'line',
    pointBorderColor: colour,
    pointBorderWidth: 2,
    stepped: 'middle',
    spanGaps: false,
    order: 1,
  };
}

function isAlone(data: readonly (number | null)[], index: number): boolean {
  return (data[index - 1] ?? null) === null && (data[index + 1] ?? null) === null;
}
