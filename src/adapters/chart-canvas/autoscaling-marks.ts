import type { Chart, Plugin } from 'chart.js';
import type { Spread } from '../../model/autoscaling.ts';
import type { AutoscalingSpec } from './autoscaling-spec.ts';
import { FONT, INK, MARK_COLOURS } from './chart-style.ts';
import { drawLabelsAbove, type LabelAbove } from './labels-above.ts';

/** Over the name of the uppermost panel. */
const LABELS = { font: `bold 13px ${FONT}`, rise: 24 };

/** Upright bands from the earliest to the latest run, and a line at the spike; labels stand above the panels. */
export function spikeMarks({ marks, timeline }: AutoscalingSpec): Plugin<'line'> {
  return {
    id: 'spike-marks',
    beforeDatasetsDraw(chart) {
      if (timeline.length === 0) return;
      chart.ctx.save();
      drawLine(chart, 0, INK, [2, 3]);
      for (const [index, { spread }] of marks.entries()) drawBand(chart, spread, colourOf(index));
      chart.ctx.restore();
    },
    afterDatasetsDraw(chart) {
      if (timeline.length === 0) return;
      drawLabelsAbove(chart, labelsOf(chart, marks), LABELS);
    },
  };
}

function drawBand(chart: Chart, { min, median, max }: Spread, colour: string): void {
  const { ctx, chartArea, scales } = chart;
  const { x } = scales;
  if (x === undefined || min === null) return;
  const left = x.getPixelForValue(min);
  const right = max === null ? chartArea.right : x.getPixelForValue(max);
  ctx.fillStyle = colour;
  ctx.globalAlpha = 0.1;
  ctx.fillRect(left, chartArea.top, Math.max(2, right - left), chartArea.bottom - chartArea.top);
  ctx.globalAlpha = 1;
  if (median !== null) drawLine(chart, median, colour, []);
}

function drawLine({ ctx, chartArea, scales }: Chart, second: number, colour: string, dash: number[]): void {
  const at = scales.x?.getPixelForValue(second) ?? 0;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.25;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(at, chartArea.top);
  ctx.lineTo(at, chartArea.bottom);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** One that never comes stands at the left, after those before it. */
function labelsOf({ scales, chartArea }: Chart, marks: AutoscalingSpec['marks']): readonly LabelAbove[] {
  return marks.map(({ label, spread }, index) => {
    const middle = spread.median ?? spread.min;
    return {
      text: `${label} ${timeText(spread)}`,
      colour: colourOf(index),
      middle: middle === null ? chartArea.left : (scales.x?.getPixelForValue(middle) ?? 0),
    };
  });
}

function timeText({ min, max }: Spread): string {
  if (min === null) return 'never';
  const [first, last] = [Math.round(min), max === null ? null : Math.round(max)];
  if (last === null) return `${first} s or never`;
  return first === last ? `${first} s` : `${first}–${last} s`;
}

function colourOf(index: number): string {
  return MARK_COLOURS[index % MARK_COLOURS.length] ?? INK;
}
