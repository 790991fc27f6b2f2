import type { ChartSpec } from '../../model/chart-spec.ts';
import type { StressFinding } from '../../model/stress-finding.ts';
import { legendLine, lineStyle, stillLineChart } from './chart-frame.ts';
import type { LineChart } from './chart-js.ts';
import { BASELINE_COLOUR, CANDIDATE_COLOUR, LIMIT_COLOUR } from './chart-style.ts';
import { stressMarks } from './stress-marks.ts';
import { stressScales } from './stress-scales.ts';

type StressSpec = Extract<ChartSpec, { kind: 'stress' }>;

const DOTTED = [3, 4];

/** p95 and p50 over the rate of the ramp, the objective, the place where they cross, and the errors below. */
export function stressConfiguration(spec: StressSpec): LineChart {
  const { finding } = spec;
  const notSent = legendLine('load that was not sent', BASELINE_COLOUR, DOTTED, 2);
  return stillLineChart(spec, {
    gap: 34,
    lines: linesOf(finding),
    legendItems: () => [
      legendLine('p95', CANDIDATE_COLOUR, [], 2.5),
      legendLine('p50', CANDIDATE_COLOUR, DOTTED, 1.5),
      legendLine('objective', LIMIT_COLOUR, [7, 5]),
      legendLine('errors', LIMIT_COLOUR, [], 2),
      ...(isDropped(finding) ? [notSent] : []),
    ],
    scales: stressScales(finding),
    plugins: [stressMarks(finding)],
  });
}

function isDropped({ steps }: StressFinding): boolean {
  return steps.some(({ droppedShare }) => droppedShare > 0);
}

function linesOf(finding: StressFinding): LineChart['data']['datasets'] {
  const points = (of: (step: StressFinding['steps'][number]) => number | null) =>
    finding.steps.map((step) => ({ x: step.rate, y: of(step) ?? Number.NaN }));
  const notSent = points(({ droppedShare }) => 100 * droppedShare);
  return [
    { ...lineStyle(CANDIDATE_COLOUR, 2.5, [], 4), data: points(({ p95Ms }) => p95Ms), yAxisID: 'y' },
    { ...lineStyle(CANDIDATE_COLOUR, 1.5, DOTTED), data: points(({ p50Ms }) => p50Ms), yAxisID: 'y' },
    {
      ...lineStyle(LIMIT_COLOUR, 2, [], 3),
      data: points(({ errorRate }) => 100 * errorRate),
      yAxisID: 'errors',
    },
    ...(isDropped(finding)
      ? [{ ...lineStyle(BASELINE_COLOUR, 2, DOTTED), data: notSent, yAxisID: 'errors' }]
      : []),
  ];
}
