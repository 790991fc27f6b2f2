import type { Chart, LegendItem, Plugin } from 'chart.js';
import { formatChange } from '../../lib/format-number.ts';
import type { ChartSpec } from '../../model/chart-spec.ts';
import type { Drift } from '../../model/soak-finding.ts';
import { legendLine, lineStyle, stillLineChart } from './chart-frame.ts';
import type { LineChart } from './chart-js.ts';
import { CANDIDATE_COLOUR, FAINT, FONT, INK, LIMIT_COLOUR } from './chart-style.ts';
import { label } from './chart-text.ts';
import { linearAxis, panel, runningAxis } from './stacked-axes.ts';

type SoakSpec = Extract<ChartSpec, { kind: 'soak' }>;

const STEADY_COLOUR = '#009e73';
/** Steady lines are told from rising ones without colours, too. */
const STEADY_DASH = [12, 6];
const RESTART_DASH = [2, 4];
/** Of an axis, by the number of panels that share the height. */
const INTERVALS: readonly number[] = [7, 7, 5, 3, 3];
/** Panels are drawn in megabytes, milliseconds and numbers. */
const MEGABYTE = 1e6;

/** A panel for each quantity: its points, and the robust line through them. */
export function soakConfiguration(spec: SoakSpec): LineChart {
  const { drifts, restarts, seconds } = spec;
  return stillLineChart(spec, {
    gap: 24,
    lines: drifts.flatMap((drift, index) => linesOf(drift, index, unitOfTime(seconds))),
    legendItems: () => legendOf(spec),
    scales: scalesOf(drifts, seconds),
    plugins: [panelNames(drifts), restartLines(restarts, unitOfTime(seconds))],
  });
}

function legendOf({ drifts, restarts }: SoakSpec): LegendItem[] {
  const steady = legendLine('steady', STEADY_COLOUR, STEADY_DASH, 3);
  const rising = legendLine('rises', LIMIT_COLOUR, [], 3);
  return [
    legendLine('measured', CANDIDATE_COLOUR, [], 2),
    ...(drifts.some(({ rises }) => !rises) ? [steady] : []),
    ...(drifts.some(({ rises }) => rises) ? [rising] : []),
    ...(restarts.length > 0 ? [legendLine('restart', FAINT, RESTART_DASH)] : []),
  ];
}

interface TimeUnit {
  readonly name: string;
  readonly seconds: number;
}

function unitOfTime(seconds: number): TimeUnit {
  return seconds > 3 * 3600 ? { name: 'hours', seconds: 3600 } : { name: 'minutes', seconds: 60 };
}

function linesOf(drift: Drift, index: number, unit: TimeUnit): LineChart['data']['datasets'] {
  const scale = scaleOf(drift);
  const place = { yAxisID: `y${index}`, clip: 8 };
  const colour = drift.rises ? LIMIT_COLOUR : STEADY_COLOUR;
  const point = (second: number, value: number) => ({ x: second / unit.seconds, y: value / scale });
  const data = drift.points.map(({ second, value }) => point(second, value));
  const trend = [point(drift.fromSecond, drift.from), point(drift.toSecond, drift.to)];
  return [
    { ...lineStyle(CANDIDATE_COLOUR, 1.5, [], 3), ...place, data, order: 1 },
    { ...lineStyle(colour, 3, drift.rises ? [] : STEADY_DASH), ...place, data: trend, order: 0 },
  ];
}

function scalesOf(
  drifts: readonly Drift[],
  seconds: number,
): NonNullable<LineChart['options']>['scales'] & object {
  const unit = unitOfTime(seconds);
  const x = runningAxis(`${unit.name} from the first request`, 0, seconds / unit.seconds);
  const panels = drifts.map((drift, index) => {
    const values = [...drift.points.map(({ value }) => value), drift.from, drift.to];
    const inUnit = values.map((value) => value / scaleOf(drift));
    return [
      `y${index}`,
      { ...linearAxis(unitOf(drift), inUnit, INTERVALS[drifts.length]), ...panel(1) },
    ] as const;
  });
  // The first of a stack is at the bottom, the first quantity on top.
  return Object.fromEntries([['x', x], ...panels.reverse()]);
}

function scaleOf({ kind }: Drift): number {
  return kind === 'memory' ? MEGABYTE : 1;
}

function unitOf({ kind }: Drift): string {
  if (kind === 'latency') return 'ms';
  return kind === 'memory' ? 'MB' : 'open';
}

/** What each panel shows and how it moved, inside of it. */
function panelNames(drifts: readonly Drift[]): Plugin<'line'> {
  return {
    id: 'panel-names',
    afterDatasetsDraw(chart) {
      chart.ctx.save();
      drifts.forEach((drift, index) => {
        drawPanelName(chart, `y${index}`, drift);
      });
      chart.ctx.restore();
    },
  };
}

function drawPanelName({ ctx, chartArea, scales }: Chart, axis: string, drift: Drift): void {
  const top = scales[axis]?.top ?? chartArea.top;
  const text = `${label(drift.name, 60)}: ${formatChange(drift.change)}${drift.rises ? ', rises' : ''}`;
  ctx.font = `bold 15px ${FONT}`;
  const width = ctx.measureText(text).width;
  ctx.fillStyle = 'rgba(255, 255, 255, 0.85)';
  ctx.fillRect(chartArea.left + 8, top + 4, width + 8, 22);
  ctx.fillStyle = drift.rises ? LIMIT_COLOUR : INK;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  ctx.fillText(text, chartArea.left + 12, top + 7);
}

function restartLines(restarts: readonly number[], unit: TimeUnit): Plugin<'line'> {
  return {
    id: 'restart-lines',
    beforeDatasetsDraw({ ctx, chartArea, scales }) {
      ctx.save();
      ctx.strokeStyle = FAINT;
      ctx.setLineDash(RESTART_DASH);
      for (const second of restarts) {
        const x = scales.x?.getPixelForValue(second / unit.seconds) ?? 0;
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
      }
      ctx.restore();
    },
  };
}
