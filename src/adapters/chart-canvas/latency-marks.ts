import type { Chart, Plugin, Scale } from 'chart.js';
import { formatMs } from '../../lib/format-number.ts';
import { FAINT, FONT, GRID } from './chart-style.ts';
import type { Side } from './latency-lines.ts';

/** What each panel shows, above it, and its own horizontal lines: the two have different scales. */
export function panels(): Plugin<'line'> {
  return {
    id: 'panels',
    beforeDatasetsDraw(chart) {
      const { x, y, ms, share } = chart.scales;
      if (x === undefined || y === undefined || ms === undefined || share === undefined) return;
      chart.ctx.save();
      drawPanel(chart, 'Over time', x, y);
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

interface Mark {
  readonly ms: number;
  readonly colour: string;
  readonly textColour: string;
  readonly toTheLeft: boolean;
}

/** Where each side reaches 95 % of its requests, on the distribution. */
export function p95Marks(sides: readonly Side[]): Plugin<'line'> {
  return {
    id: 'p95-marks',
    afterDatasetsDraw(chart) {
      chart.ctx.save();
      for (const mark of marksOf(sides)) drawMark(chart, mark);
      chart.ctx.restore();
    },
  };
}

/** The lower value is labelled to its left, the higher one to its right: close values stay readable. */
export function marksOf(sides: readonly Side[]): readonly Mark[] {
  const marks = sides.flatMap(({ profile, colour, textColour }) => {
    const ms = profile.distribution.find(({ share }) => share >= 0.95)?.ms;
    return ms !== undefined && ms > 0 && Number.isFinite(ms) ? [{ ms, colour, textColour }] : [];
  });
  const [first, second] = marks;
  const lower = second === undefined ? undefined : (first?.ms ?? 0) <= second.ms ? first : second;
  return marks.map((mark) => ({ ...mark, toTheLeft: mark === lower }));
}

function drawMark(chart: Chart, { ms, colour, textColour, toTheLeft }: Mark): void {
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
  drawLabel(chart, `p95 ${formatMs(ms)}`, x, toTheLeft, textColour);
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
