import type { Chart, Plugin } from 'chart.js';
import type { TrendPoint } from '../../model/report.ts';
import { FAINT, FONT, SPOTLIGHT } from './chart-style.ts';

/** With more points than this, marks shrink, so that they do not run into each other. */
export const CROWDED = 40;
const MAX_SPOTLIGHT = 90;
const EPOCH_LABEL = 'new epoch';

/** Vertical bars from the low to the high end of each interval, behind the points. */
export function intervalBars(points: readonly TrendPoint[]): Plugin<'line'> {
  return {
    id: 'interval-bars',
    beforeDatasetsDraw(chart) {
      const { ctx } = chart;
      const cap = points.length > CROWDED ? 2 : 5;
      ctx.save();
      ctx.strokeStyle = FAINT;
      ctx.lineWidth = 1.5;
      points.forEach(({ low, high }, index) => {
        if (!Number.isFinite(low) || !Number.isFinite(high)) return;
        const [x, top, bottom] = [xOf(chart, index), yOf(chart, high), yOf(chart, low)];
        drawLine(ctx, [x - cap, top], [x + cap, top]);
        drawLine(ctx, [x, top], [x, bottom]);
        drawLine(ctx, [x - cap, bottom], [x + cap, bottom]);
      });
      ctx.restore();
    },
  };
}

/** A line before each job that opened an epoch: what came earlier is not compared with. */
export function epochLines(points: readonly TrendPoint[]): Plugin<'line'> {
  return {
    id: 'epoch-lines',
    beforeDatasetsDraw(chart) {
      const { ctx, chartArea } = chart;
      const half = columnWidth(chart, points.length) / 2;
      ctx.save();
      ctx.strokeStyle = FAINT;
      ctx.setLineDash([2, 4]);
      ctx.lineWidth = 1.5;
      let labelled = chartArea.left;
      points.forEach(({ opensEpoch }, index) => {
        if (!opensEpoch || index === 0) return;
        const x = xOf(chart, index) - half;
        drawLine(ctx, [x, chartArea.top], [x, chartArea.bottom]);
        labelled = labelEpoch(chart, x, labelled);
      });
      ctx.restore();
    },
  };
}

/** Beside the line, where that runs into no other label; the answer is where the last label ends. */
function labelEpoch({ ctx, chartArea }: Chart, x: number, labelled: number): number {
  ctx.font = `13px ${FONT}`;
  const width = ctx.measureText(EPOCH_LABEL).width + 6;
  const left = x + width < chartArea.right ? x + 6 : x - width;
  if (left < labelled) return labelled;
  ctx.fillStyle = FAINT;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  ctx.fillText(EPOCH_LABEL, left, chartArea.top + 3);
  return left + width;
}

/** Light behind the column of the job under judgement. */
export function spotlight(points: readonly TrendPoint[]): Plugin<'line'> {
  return {
    id: 'spotlight',
    beforeDraw(chart) {
      if (points.at(-1)?.status !== 'candidate') return;
      const { ctx, chartArea } = chart;
      const width = Math.min(MAX_SPOTLIGHT, Math.max(18, columnWidth(chart, points.length)));
      ctx.save();
      ctx.fillStyle = SPOTLIGHT;
      const left = xOf(chart, points.length - 1) - width / 2;
      ctx.fillRect(left, chartArea.top, width, chartArea.bottom - chartArea.top);
      ctx.restore();
    },
  };
}

function columnWidth(chart: Chart, count: number): number {
  return (chart.chartArea.right - chart.chartArea.left) / Math.max(1, count);
}

type Place = readonly [number, number];

function drawLine(ctx: Chart['ctx'], from: Place, to: Place): void {
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}

export function xOf(chart: Chart, index: number): number {
  return chart.scales.x?.getPixelForValue(index) ?? 0;
}

export function yOf(chart: Chart, value: number): number {
  return chart.scales.y?.getPixelForValue(value) ?? 0;
}
