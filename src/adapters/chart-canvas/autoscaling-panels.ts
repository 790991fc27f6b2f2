import type { Chart, Plugin, Scale } from 'chart.js';
import type { PanelAxis, PanelLine } from './autoscaling-lines.ts';
import type { AutoscalingSpec } from './autoscaling-spec.ts';
import { FAINT, FONT, GRID } from './chart-style.ts';

/** What each panel shows, above it, and its own horizontal lines. */
export function panelFrames(spec: AutoscalingSpec): Plugin<'line'> {
  const titles: readonly (readonly [PanelAxis, string])[] = [
    [
      'load',
      spec.capacityPerPod === null
        ? 'Requests a second'
        : 'Requests a second: the load, and what the ready replicas carry',
    ],
    ['replicas', 'Replicas: asked for, and ready'],
    ['lowest', spec.lowest === 'backlog' ? 'Requests that wait' : 'p95 in ms'],
  ];
  return {
    id: 'panel-frames',
    beforeDatasetsDraw(chart) {
      chart.ctx.save();
      for (const [axis, title] of titles) {
        const up = chart.scales[axis];
        if (up !== undefined) drawFrame(chart, title, up);
      }
      chart.ctx.restore();
    },
  };
}

function drawFrame({ ctx, chartArea }: Chart, title: string, up: Scale): void {
  ctx.strokeStyle = GRID;
  ctx.lineWidth = 1;
  for (const { value } of up.ticks) {
    const y = up.getPixelForValue(value);
    ctx.beginPath();
    ctx.moveTo(chartArea.left, y);
    ctx.lineTo(chartArea.right, y);
    ctx.stroke();
  }
  ctx.font = `bold 14px ${FONT}`;
  ctx.fillStyle = 'rgba(255, 255, 255, 0.8)';
  ctx.fillRect(chartArea.left - 2, up.top - 24, ctx.measureText(title).width + 6, 20);
  ctx.fillStyle = FAINT;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillText(title, chartArea.left, up.top - 6);
}

/** The range of all runs behind the line of the middle one. */
export function bands(lines: readonly PanelLine[]): Plugin<'line'> {
  return {
    id: 'bands',
    beforeDatasetsDraw(chart) {
      const { ctx, scales } = chart;
      const { x } = scales;
      if (x === undefined) return;
      ctx.save();
      for (const { axis, band, colour, dataset } of lines) {
        const y = scales[axis];
        if (y === undefined || band.length === 0) continue;
        ctx.globalAlpha = 0.18;
        ctx.fillStyle = colour;
        ctx.beginPath();
        for (const corner of outline(band, dataset.stepped === true))
          ctx.lineTo(x.getPixelForValue(corner.x), y.getPixelForValue(corner.y));
        ctx.closePath();
        ctx.fill();
      }
      ctx.restore();
    },
  };
}

/** Along the highest values and back along the lowest; what comes in steps holds until the next moment. */
function outline(
  band: PanelLine['band'],
  stepped: boolean,
): readonly { readonly x: number; readonly y: number }[] {
  const held = band.flatMap((point, index) => {
    const next = band[index + 1];
    return stepped && next !== undefined ? [point, { ...point, x: next.x }] : [point];
  });
  return [
    ...held.map(({ x, max }) => ({ x, y: max })),
    ...held.reverse().map(({ x, min }) => ({ x, y: min })),
  ];
}
