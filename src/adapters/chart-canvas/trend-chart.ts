import type { ChartDataset, LegendItem, Plugin } from 'chart.js';
import type { ChartSpec } from '../../model/chart-spec.ts';
import type { TrendPoint } from '../../model/report.ts';
import { type AxisRange, axisRange } from './axis-range.ts';
import { heading, legendLine, STILL_PICTURE } from './chart-frame.ts';
import type { LineChart } from './chart-js.ts';
import { BASELINE_COLOUR, FAINT, FONT, GRID, INK, LIMIT_COLOUR, VERDICT_MARKS } from './chart-style.ts';
import { candidateLabel, epochLines, intervalBars } from './trend-marks.ts';

type TrendSpec = Extract<ChartSpec, { kind: 'trend' }>;

/** How far apart points are when there are many: sizes shrink, so that marks do not run into each other. */
const CROWDED = 40;
/** With more jobs than this their names stand aslant. */
const UPRIGHT = 14;

/** p95 over jobs: its interval, the baseline and the limit that it was held against, and how it was judged. */
export function trendConfiguration(spec: TrendSpec): LineChart {
  const points = spec.points.filter(({ p95 }) => Number.isFinite(p95));
  const range = axisRange(
    points.flatMap(({ p95, low, high, limit }) => [p95, low, high, ...(limit === null ? [] : [limit])]),
  );
  return {
    type: 'line',
    data: { labels: points.map(axisLabel(points.length)), datasets: datasets(points) },
    options: {
      ...STILL_PICTURE,
      plugins: {
        ...heading(spec.title, spec.subtitle, 16),
        legend: {
          position: 'bottom',
          labels: {
            usePointStyle: true,
            boxHeight: 9,
            padding: 18,
            color: INK,
            font: { family: FONT, size: 14 },
            generateLabels: () => legendItems(points),
          },
        },
      },
      scales: { x: jobAxis(points.length), y: latencyAxis(range) },
    },
    plugins: [epochLines(points), intervalBars(points), candidateLabel(points)] as Plugin<'line'>[],
  };
}

/** Names that fit beside each other on the axis. */
const MAX_NAMES = 24;

/**
 * The commit, or the place in the row of jobs when no commit is known. Counted from the newest, which always has its
 * name, every so many are named.
 */
function axisLabel(count: number): (point: TrendPoint, index: number) => string | string[] {
  const step = Math.ceil(count / MAX_NAMES);
  return ({ commit, status }, index) => {
    if ((count - 1 - index) % step !== 0) return '';
    const name = commit === null ? `#${index + 1}` : commit.slice(0, 7);
    if (status !== 'candidate') return name;
    return count > UPRIGHT ? `${name} (this job)` : [name, 'this job'];
  };
}

function datasets(points: readonly TrendPoint[]): ChartDataset<'line', (number | null)[]>[] {
  const crowded = points.length > CROWDED;
  const marks = points.map(({ verdict }) => VERDICT_MARKS[verdict]);
  return [
    {
      data: points.map(({ p95 }) => p95),
      borderColor: '#9fb3c4',
      borderWidth: 1.5,
      clip: 12,
      pointStyle: marks.map(({ shape }) => shape),
      pointRadius: points.map(({ status }) => (status === 'candidate' ? 10 : crowded ? 4 : 6.5)),
      pointBackgroundColor: marks.map(({ colour, filled }) => (filled ? colour : '#ffffff')),
      pointBorderColor: marks.map(({ colour }) => colour),
      pointBorderWidth: marks.map(({ shape }) => (shape === 'crossRot' ? 3.5 : 2)),
      order: 0,
    },
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

function steps(
  data: (number | null)[],
  colour: string,
  dash: number[],
): ChartDataset<'line', (number | null)[]> {
  return {
    data,
    borderColor: colour,
    borderDash: dash,
    borderWidth: 2,
    pointRadius: data.length === 1 ? 4 : 0,
    pointStyle: 'line',
    stepped: 'middle',
    spanGaps: false,
    order: 1,
  };
}

function legendItems(points: readonly TrendPoint[]): LegendItem[] {
  const present = [...new Set(points.map(({ verdict }) => verdict))];
  const lines: LegendItem[] = [
    legendLine('baseline', BASELINE_COLOUR, [3, 3]),
    legendLine('limit', LIMIT_COLOUR, []),
    legendLine('95 % interval', FAINT, []),
  ];
  const marks = present.map((verdict): LegendItem => {
    const { label: text, colour, shape, filled } = VERDICT_MARKS[verdict];
    return {
      text,
      pointStyle: shape,
      strokeStyle: colour,
      fillStyle: filled ? colour : '#ffffff',
      lineWidth: shape === 'crossRot' ? 3 : 2,
      fontColor: INK,
    };
  });
  const held = points.some(({ baseline }) => baseline !== null);
  return [...marks, ...(held ? lines : lines.slice(2))];
}

function jobAxis(count: number) {
  return {
    offset: true,
    grid: { display: false },
    border: { color: FAINT },
    ticks: {
      color: INK,
      autoSkip: false,
      maxRotation: count > UPRIGHT ? 60 : 0,
      minRotation: count > UPRIGHT ? 60 : 0,
      font: { family: FONT, size: 13 },
    },
  };
}

function latencyAxis({ min, max, title }: AxisRange) {
  return {
    min,
    max,
    grid: { color: GRID },
    border: { display: false },
    ticks: { color: INK, maxTicksLimit: 8, font: { family: FONT, size: 13 } },
    title: { display: true, text: title, color: FAINT, font: { family: FONT, size: 13 } },
  };
}
