import type { Chart, Plugin } from 'chart.js';
import { heading, STILL_PICTURE } from '../../../src/adapters/chart-canvas/chart-frame.ts';
import type { BarChart } from '../../../src/adapters/chart-canvas/chart-js.ts';
import {
  CANDIDATE_COLOUR,
  FAINT,
  FONT,
  GRID,
  INK,
  LIMIT_COLOUR,
  TRACE,
} from '../../../src/adapters/chart-canvas/chart-style.ts';
import type { MethodShares } from './glance.ts';

const BARS = [
  {
    label: 'unchanged code failed (should be 0 %)',
    colour: LIMIT_COLOUR,
    of: ({ at0 }: MethodShares) => at0,
  },
  { label: '+30 % caught', colour: TRACE, of: ({ at30 }: MethodShares) => at30 },
  {
    label: '+50 % caught (both should be 100 %)',
    colour: CANDIDATE_COLOUR,
    of: ({ at50 }: MethodShares) => at50,
  },
];

/** False alarms and catches by method, as bars. */
export function falseAlarmsChart(methods: readonly MethodShares[], subtitle: string): BarChart {
  return {
    type: 'bar',
    data: {
      labels: methods.map(({ name }) => name.split('\n')),
      datasets: BARS.map(({ label, colour, of }) => ({
        label,
        data: methods.map((method) => 100 * of(method)),
        backgroundColor: colour,
        // A bar of nothing is still a bar.
        minBarLength: 2,
        categoryPercentage: 0.86,
        barPercentage: 0.94,
      })),
    },
    options: {
      ...STILL_PICTURE,
      plugins: {
        ...heading('False alarms, and regressions caught, by method', subtitle, 26),
        legend: {
          position: 'bottom',
          labels: { color: INK, font: { family: FONT, size: 15 }, padding: 20, boxWidth: 22 },
        },
      },
      scales: {
        x: {
          grid: { display: false },
          ticks: { color: INK, font: { family: FONT, size: 14 }, maxRotation: 0 },
        },
        y: {
          min: 0,
          max: 100,
          grid: { color: GRID },
          border: { display: false },
          ticks: {
            color: FAINT,
            stepSize: 20,
            font: { family: FONT, size: 13 },
            callback: (value) => `${value} %`,
          },
        },
      },
    },
    plugins: [valuesAbove],
  };
}

const valuesAbove: Plugin<'bar'> = {
  id: 'values-above',
  afterDatasetsDraw(chart) {
    for (const [index, { data }] of chart.data.datasets.entries())
      for (const [at, bar] of chart.getDatasetMeta(index).data.entries())
        drawValue(chart, Number(data[at]), bar.x, bar.y, index === 0);
  },
};

function drawValue({ ctx }: Chart<'bar'>, value: number, x: number, y: number, strong: boolean): void {
  ctx.save();
  ctx.font = `${strong ? 'bold ' : ''}13px ${FONT}`;
  ctx.fillStyle = strong ? LIMIT_COLOUR : INK;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'bottom';
  ctx.fillText(valueText(value), x, y - 3);
  ctx.restore();
}

/** With a decimal where it tells something from nothing, or nearly all from all. */
function valueText(value: number): string {
  const near = (value > 0 && value < 10) || (value > 99 && value < 100);
  return value.toFixed(near ? 1 : 0);
}
