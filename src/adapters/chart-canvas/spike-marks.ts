import type { Chart, Plugin } from 'chart.js';
import { formatMs } from '../../lib/format-number.ts';
import type { SpikeFinding } from '../../model/spike-finding.ts';
import { FAINT, FONT, INK, SPOTLIGHT } from './chart-style.ts';
import { labelLevel } from './label-level.ts';
import { drawLabelsAbove } from './labels-above.ts';

export const RECOVERY_COLOUR = '#009e73';
/** The same, dark enough to be read. */
const RECOVERY_TEXT = '#00765a';
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
      const { spike, band, recoverySeconds, outcome } = finding;
      if (band !== null) labelBand(chart, band.upToMs, spike);
      if (spike === null) return;
      const x = (second: number) => chart.scales.x?.getPixelForValue(second) ?? 0;
      const labels = [{ text: 'spike', colour: FAINT, middle: x((spike.fromSecond + spike.toSecond) / 2) }];
      if (recoverySeconds !== null && outcome === 'recovered') {
        const at = x(spike.toSecond + recoverySeconds);
        drawRecovery(chart, at);
        labels.push({ text: recoveryText(recoverySeconds), colour: INK, middle: at });
      }
      drawLabelsAbove(chart, labels, { font: `bold 16px ${FONT}`, rise: 6 });
    },
  };
}

function labelBand(chart: Chart, upToMs: number, spike: SpikeFinding['spike']): void {
  const level = { text: `as before: up to ${formatMs(upToMs)}`, colour: RECOVERY_TEXT, value: upToMs };
  labelLevel(chart, level, spike === null ? null : spike.fromSecond);
}

function drawColumn({ ctx, chartArea, scales }: Chart, spike: NonNullable<SpikeFinding['spike']>): void {
  const x = (second: number) => scales.x?.getPixelForValue(second) ?? 0;
  const [left, right] = [x(spike.fromSecond), x(spike.toSecond)];
  ctx.fillStyle = SPOTLIGHT;
  ctx.fillRect(left, chartArea.top, right - left, chartArea.bottom - chartArea.top);
}

function drawBand({ ctx, chartArea, scales }: Chart, band: NonNullable<SpikeFinding['band']>): void {
  const y = (ms: number) => scales.y?.getPixelForValue(ms) ?? 0;
  const bottom = Math.min(y(band.p95Ms ** 2 / band.upToMs), scales.y?.bottom ?? chartArea.bottom);
  const top = y(band.upToMs);
  ctx.fillStyle = BAND;
  ctx.fillRect(chartArea.left, top, chartArea.right - chartArea.left, bottom - top);
}

function drawRecovery({ ctx, chartArea }: Chart, x: number): void {
  ctx.save();
  ctx.strokeStyle = RECOVERY_COLOUR;
  ctx.lineWidth = 2.5;
  ctx.beginPath();
  ctx.moveTo(x, chartArea.top);
  ctx.lineTo(x, chartArea.bottom);
  ctx.stroke();
  ctx.restore();
}

function recoveryText(seconds: number): string {
  const whole = Math.round(seconds);
  return whole === 0 ? 'recovered at once' : `recovered after ${whole} s`;
}
