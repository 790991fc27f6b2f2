import type { Chart, Plugin } from 'chart.js';
import { formatMs } from '../../lib/format-number.ts';
import type { TrendPoint } from '../../model/report.ts';
import { BASELINE_COLOUR, FONT, LIMIT_COLOUR, markOf } from './chart-style.ts';
import { spreadLabels } from './spread-labels.ts';
import { xOf, yOf } from './trend-marks.ts';

/** From the last point to the right edge of the picture, for the longest label, `baseline 1.24 s`. */
const ROOM = 142;
const LEAST_ROOM = 34;
/** Of the plot, near enough; its last column is centred on the last point. */
const PLOT_WIDTH = 1_080;
/** From the middle of the last point to its labels. */
const OFFSET = 20;
const LINE_HEIGHT = 21;

/** Padding on the right, in pixels: few jobs stand far from the edge anyway. */
export function endLabelRoom(jobs: number): number {
  return Math.max(LEAST_ROOM, ROOM - PLOT_WIDTH / (2 * Math.max(1, jobs)));
}

interface EndLabel {
  readonly text: string;
  readonly font: string;
  readonly colour: string;
  readonly value: number;
}

/** What the last job measured, and the baseline and limit that it was held against, beside its point. */
export function endLabels(points: readonly TrendPoint[]): Plugin<'line'> {
  return {
    id: 'end-labels',
    afterDatasetsDraw(chart) {
      const last = points.at(-1);
      if (last === undefined) return;
      const value = {
        text: formatMs(last.value),
        font: `bold 18px ${FONT}`,
        colour: markOf(last).textColour,
        value: last.value,
      };
      drawBeside(chart, xOf(chart, points.length - 1) + OFFSET, value, linesOf(last));
    },
  };
}

function linesOf({ limit, baseline }: TrendPoint): readonly EndLabel[] {
  const font = `13px ${FONT}`;
  return [
    ...(limit === null
      ? []
      : [{ text: `limit ${formatMs(limit)}`, font, colour: LIMIT_COLOUR, value: limit }]),
    ...(baseline === null
      ? []
      : [{ text: `baseline ${formatMs(baseline)}`, font, colour: BASELINE_COLOUR, value: baseline }]),
  ];
}

function drawBeside(chart: Chart, x: number, anchor: EndLabel, others: readonly EndLabel[]): void {
  const anchorY = yOf(chart, anchor.value);
  const heights = spreadLabels(
    anchorY,
    others.map(({ value }) => yOf(chart, value)),
    LINE_HEIGHT,
  );
  const { ctx } = chart;
  ctx.save();
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  [anchor, ...others].forEach(({ text, font, colour }, index) => {
    ctx.font = font;
    ctx.fillStyle = colour;
    ctx.fillText(text, x, index === 0 ? anchorY : (heights[index - 1] ?? 0));
  });
  ctx.restore();
}
