import type { Chart, Plugin } from 'chart.js';
import { formatMs } from '../../lib/format-number.ts';
import { formatRate } from '../../lib/format-rate.ts';
import type { StressFinding } from '../../model/stress-finding.ts';
import { FONT, INK, LIMIT_COLOUR } from './chart-style.ts';
import { labelLevel } from './label-level.ts';
import { drawLabelsAbove } from './labels-above.ts';

const BAND = 'rgba(213, 94, 0, 0.10)';
const OVER = 'rgba(213, 94, 0, 0.05)';

/** The objective as a line, the breaking point with its interval, and its name beside it. */
export function stressMarks(finding: StressFinding): Plugin<'line'> {
  return {
    id: 'stress-marks',
    beforeDatasetsDraw(chart) {
      chart.ctx.save();
      drawObjective(chart, finding);
      if (finding.breakingPoint !== null) drawBand(chart, finding.breakingPoint);
      chart.ctx.restore();
    },
    afterDatasetsDraw(chart) {
      const text = `objective: p95 ${formatMs(finding.objective.p95Ms)}`;
      const level = { text, colour: LIMIT_COLOUR, value: finding.objective.p95Ms };
      labelLevel(chart, level, finding.breakingPoint?.rate ?? null);
      if (finding.breakingPoint === null) return;
      chart.ctx.save();
      drawName(chart, finding.breakingPoint.rate, finding.objective.p95Ms);
      chart.ctx.restore();
    },
  };
}

function drawObjective(chart: Chart, { objective }: StressFinding): void {
  const { ctx, chartArea, scales } = chart;
  const y = scales.y?.getPixelForValue(objective.p95Ms) ?? 0;
  ctx.fillStyle = OVER;
  ctx.fillRect(chartArea.left, chartArea.top, chartArea.right - chartArea.left, y - chartArea.top);
  ctx.strokeStyle = LIMIT_COLOUR;
  ctx.lineWidth = 2;
  ctx.setLineDash([7, 5]);
  ctx.beginPath();
  ctx.moveTo(chartArea.left, y);
  ctx.lineTo(chartArea.right, y);
  ctx.stroke();
}

function drawBand(
  { ctx, chartArea, scales }: Chart,
  point: NonNullable<StressFinding['breakingPoint']>,
): void {
  const x = (rate: number) => scales.x?.getPixelForValue(rate) ?? 0;
  const left = point.low === null ? chartArea.left : x(point.low);
  const right = point.high === null ? chartArea.right : x(point.high);
  ctx.fillStyle = BAND;
  ctx.fillRect(left, chartArea.top, right - left, chartArea.bottom - chartArea.top);
  ctx.strokeStyle = LIMIT_COLOUR;
  ctx.lineWidth = 2.5;
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(x(point.rate), chartArea.top);
  ctx.lineTo(x(point.rate), chartArea.bottom);
  ctx.stroke();
}

/** Where the line and the objective cross, named above the plot. */
function drawName(chart: Chart, rate: number, p95Ms: number): void {
  const { ctx, scales } = chart;
  const x = scales.x?.getPixelForValue(rate) ?? 0;
  ctx.fillStyle = LIMIT_COLOUR;
  ctx.beginPath();
  ctx.arc(x, scales.y?.getPixelForValue(p95Ms) ?? 0, 7, 0, 2 * Math.PI);
  ctx.fill();
  const text = `breaks at ${formatRate(rate)} requests/s`;
  drawLabelsAbove(chart, [{ text, colour: INK, middle: x }], { font: `bold 18px ${FONT}`, rise: 6 });
}
