import type { LegendItem } from 'chart.js';
import type { LineChart } from './chart-js.ts';
import { FAINT, FONT, INK } from './chart-style.ts';
import { label, subtitleLabel } from './chart-text.ts';

/** Options of a chart that nobody moves a mouse over. */
export const STILL_PICTURE = {
  animation: false as const,
  responsive: false,
  devicePixelRatio: 1,
  layout: { padding: { top: 18, right: 34, bottom: 14, left: 18 } },
};

interface Heading {
  readonly title: string;
  readonly subtitle: string;
}

interface LineChartParts {
  /** Under the heading, in pixels. */
  readonly gap: number;
  readonly lines: LineChart['data']['datasets'];
  readonly legendItems: () => LegendItem[];
  readonly scales: NonNullable<NonNullable<LineChart['options']>['scales']>;
  /** What is drawn beside the lines. */
  readonly plugins: NonNullable<LineChart['plugins']>;
}

const LEGEND_LINE_WIDTH = 34;

/** Lines over a linear axis, under a heading and above a legend. */
export function stillLineChart({ title, subtitle }: Heading, parts: LineChartParts): LineChart {
  return {
    type: 'line',
    data: { datasets: parts.lines },
    options: {
      ...STILL_PICTURE,
      parsing: false,
      plugins: {
        ...heading(title, subtitle, parts.gap),
        legend: legend(parts.legendItems, LEGEND_LINE_WIDTH),
      },
      scales: parts.scales,
    },
    plugins: parts.plugins,
  };
}

/** What the chart says, and under it what it shows; `gap` is the room below, in pixels. */
export function heading(title: string, subtitle: string, gap: number) {
  const common = { display: true, align: 'start' as const };
  return {
    tooltip: { enabled: false },
    title: {
      ...common,
      text: label(title),
      color: INK,
      font: { family: FONT, size: 25, weight: 'bold' as const },
      padding: { top: 4, bottom: 6 },
    },
    subtitle: {
      ...common,
      text: subtitleLabel(subtitle),
      color: FAINT,
      font: { family: FONT, size: 15 },
      padding: { bottom: gap },
    },
  };
}

/** Under the chart; `symbolWidth` in pixels stretches lines (and would stretch marks). */
export function legend(items: () => LegendItem[], symbolWidth: number | null) {
  return {
    position: 'bottom' as const,
    labels: {
      usePointStyle: true,
      ...(symbolWidth === null ? {} : { pointStyleWidth: symbolWidth }),
      boxHeight: 9,
      padding: 18,
      color: INK,
      font: { family: FONT, size: 14 },
      generateLabels: items,
    },
  };
}

/** A line in the legend, drawn as it is in the chart. */
export function legendLine(text: string, colour: string, dash: readonly number[], width = 2): LegendItem {
  return {
    text,
    pointStyle: 'line',
    strokeStyle: colour,
    fillStyle: colour,
    lineWidth: width,
    lineDash: [...dash],
    fontColor: INK,
  };
}

/** How a line is drawn, and the points on it where these have a radius. */
export function lineStyle(colour: string, width: number, dash: readonly number[] = [], pointRadius = 0) {
  return {
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: width,
    borderDash: [...dash],
    pointRadius,
    clip: 12,
  };
}
