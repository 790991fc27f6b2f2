import type { Chart, Plugin, Scale } from 'chart.js';
import { FAINT, FONT, GRID } from './chart-style.ts';
import { milliseconds } from './chart-text.ts';
import type { Side } from './latency-chart.ts';

/** What each panel shows, above it, and its own horizontal lines: the two have different scales. */
export function panels(): Plugin<'line'> {
  return {
    id: 'panels',
    beforeDatasetsDraw(chart) {
      const { x, y, ms, share } = chart.scales;
      if (x === undefined || y === undefined || ms === undefined || share === undefined) return;
      chart.ctx.save();
      drawPanel(chart, 'In time', x, y);
      drawPanel(chart, 'Distribution', ms, share);
      chart.ctx.restore();
    },
  };
}

function drawPanel({ ctx, chartArea }: Chart, title: string, across: Scale, up: Scale): void {
  ctx.strokeStyle = GRID;
  ctx.lineWidth = 1;
  for (const { value } of up.ticks) {
    const y = up.getPixelForValue(value);
    ctx.beginPath();
    ctx.moveTo(across.left, y);
    ctx.lineTo(across.right, y);
    ctx.stroke();
  }
  ctx.font = `bold 15px ${FONT}`;
  ctx.fillStyle = FAINT;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillText(title, across.left, chartArea.top - 10);
}

/** Where each side reaches 95 % of its requests, on the distribution. */
export function p95Marks(sides: readonly Side[]): Plugin<'line'> {
  return {
    id: 'p95-marks',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      const marks = sides.flatMap((side) => {
        const ms = p95Of(side);
        return ms === null ? [] : [{ ms, colour: side.colour }];
      });
      const lowest = Math.min(...marks.map(({ ms }) => ms));
      for (const { ms, colour } of marks) drawMark(chart, ms, colour, marks.length > 1 && ms === lowest);
      ctx.restore();
    },
  };
}

function p95Of({ profile }: Side): number | null {
  return profile.distribution.find(({ share }) => share >= 0.95)?.ms ?? null;
}

/** The lower value is labelled to its left, the higher one to its right: close values stay readable. */
function drawMark(chart: Chart, ms: number, colour: string, toTheLeft: boolean): void {
  const { ctx, chartArea } = chart;
  const x = chart.scales.ms?.getPixelForValue(ms) ?? 0;
  const y = chart.scales.share?.getPixelForValue(95) ?? 0;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([5, 4]);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x, chartArea.bottom);
  ctx.stroke();
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.arc(x, y, 5, 0, 2 * Math.PI);
  ctx.fill();
  drawLabel(chart, `p95 ${milliseconds(ms)}`, x, toTheLeft, colour);
}

function drawLabel(
  { ctx, chartArea }: Chart,
  text: string,
  x: number,
  toTheLeft: boolean,
  colour: string,
): void {
  ctx.font = `bold 14px ${FONT}`;
  const width = ctx.measureText(text).width;
  const fits = x + 8 + width < chartArea.right;
  const left = toTheLeft || !fits ? x - 8 - width : x + 8;
  const bottom = chartArea.bottom - (toTheLeft || fits ? 10 : 34);
  ctx.fillStyle = 'rgba(255, 255, 255, 0.85)';
  ctx.fillRect(left - 3, bottom - 18, width + 6, 22);
  ctx.fillStyle = colour;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillText(text, left, bottom + 1);
}
