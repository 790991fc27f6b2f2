import type { ChartSpec } from '../../model/chart-spec.ts';
import type { StressFinding } from '../../model/stress-finding.ts';
import { legendLine, stillLineChart } from './chart-frame.ts';
import type { LineChart } from './chart-js.ts';
import { BASELINE_COLOUR, CANDIDATE_COLOUR, LIMIT_COLOUR } from './chart-style.ts';
import { stressMarks } from './stress-marks.ts';
import { stressScales } from './stress-scales.ts';

type StressSpec = Extract<ChartSpec, { kind: 'stress' }>;

/** p95 and p50 over the rate of the ramp, the objective, the place where they cross, and the errors below. */
export function stressConfiguration({ title, subtitle, finding }: StressSpec): LineChart {
  return stillLineChart({
    title,
    subtitle,
    gap: 34,
    lines: linesOf(finding),
    legendItems: () => [
      legendLine('p95', CANDIDATE_COLOUR, [], 2.5),
      legendLine('p50', CANDIDATE_COLOUR, [3, 4], 1.5),
      legendLine('objective', LIMIT_COLOUR, [7, 5]),
      legendLine('errors', LIMIT_COLOUR, [], 2),
      legendLine('load that was not sent', BASELINE_COLOUR, [3, 4], 2),
    ],
    scales: stressScales(finding),
    plugins: [stressMarks(finding)],
  });
}

function linesOf({ steps }: StressFinding): LineChart['data']['datasets'] {
  const points = (of: (step: StressFinding['steps'][number]) => number | null) =>
    steps.map((step) => ({ x: step.rate, y: of(step) ?? Number.NaN }));
  const line = (colour: string, width: number, dash: number[], radius: number) => ({
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: width,
    borderDash: dash,
    pointRadius: radius,
    clip: 12,
  });
  return [
    { ...line(CANDIDATE_COLOUR, 2.5, [], 4), data: points(({ p95Ms }) => p95Ms), yAxisID: 'y' },
    { ...line(CANDIDATE_COLOUR, 1.5, [3, 4], 0), data: points(({ p50Ms }) => p50Ms), yAxisID: 'y' },
    { ...line(LIMIT_COLOUR, 2, [], 3), data: points(({ errorRate }) => 100 * errorRate), yAxisID: 'errors' },
    {
      ...line(BASELINE_COLOUR, 2, [3, 4], 0),
      data: points(({ droppedShare }) => 100 * droppedShare),
      yAxisID: 'errors',
    },
  ];
}
