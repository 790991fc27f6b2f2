import type { Chart, Plugin } from 'chart.js';
import { formatMs } from '../../lib/format-number.ts';
import type { SpikeFinding } from '../../model/spike-finding.ts';
import { FAINT, FONT, INK, SPOTLIGHT } from './chart-style.ts';

export const RECOVERY_COLOUR = '#009e73';
const BAND = 'rgba(0, 158, 115, 0.16)';

/** The spike as a column, the band that p95 has to come back to, and where it did. */
export function spikeMarks(finding: SpikeFinding): Plugin<'line'> {
  return {
    id: 'spike-marks',
    beforeDatasetsDraw(chart) {
      chart.ctx.save();
      if (finding.spike !== null) drawColumn(chart, finding.spike);
      if (finding.band !== null) drawBand(chart, finding.band);
      chart.ctx.restore();
    },
    afterDatasetsDraw(chart) {
      const { spike, recoverySeconds, outcome } = finding;
      if (spike === null || recoverySeconds === null || outcome !== 'recovered') return;
      chart.ctx.save();
      drawRecovery(chart, spike.toSecond, recoverySeconds);
      chart.ctx.restore();
    },
  };
}

function drawColumn({ ctx, chartArea, scales }: Chart, spike: NonNullable<SpikeFinding['spike']>): void {
  const x = (second: number) => scales.x?.getPixelForValue(second) ?? 0;
  const [left, right] = [x(spike.fromSecond), x(spike.toSecond)];
  ctx.fillStyle = SPOTLIGHT;
  ctx.fillRect(left, chartArea.top, right - left, chartArea.bottom - chartArea.top);
  ctx.fillStyle = FAINT;
  ctx.font = `14px ${FONT}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.fillText('spike', (left + right) / 2, chartArea.top + 6);
}

function drawBand({ ctx, chartArea, scales }: Chart, band: NonNullable<SpikeFinding['band']>): void {
  const y = (ms: number) => scales.y?.getPixelForValue(ms) ?? 0;
  const bottom = Math.min(y(band.p95Ms ** 2 / band.upToMs), scales.y?.bottom ?? chartArea.bottom);
  const top = y(band.upToMs);
  ctx.fillStyle = BAND;
  ctx.fillRect(chartArea.left, top, chartArea.right - chartArea.left, bottom - top);
  ctx.fillStyle = RECOVERY_COLOUR;
  ctx.font = `14px ${FONT}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillText(`as before: up to ${formatMs(band.upToMs)}`, chartArea.left + 10, top - 4);
}

function drawRecovery({ ctx, chartArea, scales }: Chart, from: number, seconds: number): void {
  const x = (second: number) => scales.x?.getPixelForValue(second) ?? 0;
  const at = x(from + seconds);
  ctx.strokeStyle = RECOVERY_COLOUR;
  ctx.lineWidth = 2.5;
  ctx.beginPath();
  ctx.moveTo(at, chartArea.top);
  ctx.lineTo(at, chartArea.bottom);
  ctx.stroke();
  const text = Math.round(seconds) === 0 ? 'recovered at once' : `recovered after ${Math.round(seconds)} s`;
  ctx.font = `bold 18px ${FONT}`;
  const width = ctx.measureText(text).width;
  const left = at + 12 + width < chartArea.right ? at + 12 : at - 12 - width;
  ctx.fillStyle = 'rgba(255, 255, 255, 0.9)';
  ctx.fillRect(left - 5, chartArea.top + 8, width + 10, 28);
  ctx.fillStyle = INK;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  ctx.fillText(text, left, chartArea.top + 12);
}
