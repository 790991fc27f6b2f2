import type { Chart, Plugin } from 'chart.js';
import type { TrendPoint } from '../../model/report.ts';
import { FAINT, FONT, INK, VERDICT_MARKS } from './chart-style.ts';
import { milliseconds } from './chart-text.ts';

/** Vertical bars from the low to the high end of each interval, behind the points. */
export function intervalBars(points: readonly TrendPoint[]): Plugin {
  return {
    id: 'interval-bars',
    beforeDatasetsDraw(chart) {
      const { ctx } = chart;
      const cap = points.length > 40 ? 2 : 5;
      ctx.save();
      ctx.strokeStyle = FAINT;
      ctx.lineWidth = 1.5;
      points.forEach(({ low, high }, index) => {
        const [x, top, bottom] = [xOf(chart, index), yOf(chart, high), yOf(chart, low)];
        ctx.beginPath();
        ctx.moveTo(x - cap, top);
        ctx.lineTo(x + cap, top);
        ctx.moveTo(x, top);
        ctx.lineTo(x, bottom);
        ctx.moveTo(x - cap, bottom);
        ctx.lineTo(x + cap, bottom);
        ctx.stroke();
      });
      ctx.restore();
    },
  };
}

/** A line before each job that opened an epoch: what came earlier is not compared with. */
export function epochLines(points: readonly TrendPoint[]): Plugin {
  return {
    id: 'epoch-lines',
    beforeDatasetsDraw(chart) {
      const { ctx, chartArea } = chart;
      const half = points.length > 1 ? (xOf(chart, 1) - xOf(chart, 0)) / 2 : 0;
      ctx.save();
      ctx.strokeStyle = FAINT;
      ctx.fillStyle = FAINT;
      ctx.setLineDash([2, 4]);
      ctx.lineWidth = 1.5;
      ctx.font = `13px ${FONT}`;
      ctx.textBaseline = 'top';
      points.forEach(({ opensEpoch }, index) => {
        if (!opensEpoch || index === 0) return;
        const x = xOf(chart, index) - half;
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
        const fits = x + ctx.measureText('new epoch').width + 6 < chartArea.right;
        ctx.textAlign = fits ? 'left' : 'right';
        ctx.fillText('new epoch', x + (fits ? 6 : -6), chartArea.top + 2);
      });
      ctx.restore();
    },
  };
}

/** The value of the last job, beside its point. */
export function candidateLabel(points: readonly TrendPoint[]): Plugin {
  return {
    id: 'candidate-label',
    afterDatasetsDraw(chart) {
      const last = points[points.length - 1];
      if (last === undefined) return;
      const { ctx, chartArea } = chart;
      const x = xOf(chart, points.length - 1);
      const y = yOf(chart, last.p95);
      const text = milliseconds(last.p95);
      ctx.save();
      ctx.font = `bold 17px ${FONT}`;
      const width = ctx.measureText(text).width;
      const left = x + 18 + width < chartArea.right + 30 ? x + 18 : x - 18 - width;
      ctx.fillStyle = 'rgba(255, 255, 255, 0.88)';
      ctx.fillRect(left - 4, y - 14, width + 8, 28);
      ctx.fillStyle = last.verdict === 'passed' ? INK : VERDICT_MARKS[last.verdict].colour;
      ctx.textBaseline = 'middle';
      ctx.fillText(text, left, y);
      ctx.restore();
    },
  };
}

function xOf(chart: Chart, index: number): number {
  return chart.scales.x?.getPixelForValue(index) ?? 0;
}

function yOf(chart: Chart, value: number): number {
  return chart.scales.y?.getPixelForValue(value) ?? 0;
}
