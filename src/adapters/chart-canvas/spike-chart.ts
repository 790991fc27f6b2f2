import type { ChartSpec } from '../../model/chart-spec.ts';
import type { SpikeFinding } from '../../model/spike-finding.ts';
import { legendLine, stillLineChart } from './chart-frame.ts';
import type { LineChart } from './chart-js.ts';
import { BASELINE_COLOUR, CANDIDATE_COLOUR, LIMIT_COLOUR } from './chart-style.ts';
import { RECOVERY_COLOUR, spikeMarks } from './spike-marks.ts';
import { linearAxis, logAxis, panel, plainAxis, shareAxis } from './stacked-axes.ts';

type SpikeSpec = Extract<ChartSpec, { kind: 'spike' }>;

/** p95 in each second with the band of recovery, the load and the failures below it. */
export function spikeConfiguration({ title, subtitle, finding }: SpikeSpec): LineChart {
  return stillLineChart({
    title,
    subtitle,
    gap: 34,
    lines: linesOf(finding),
    legendItems: () => [
      legendLine('p95', CANDIDATE_COLOUR, [], 2.5),
      legendLine('band: as before the spike', RECOVERY_COLOUR, [], 8),
      legendLine('load', BASELINE_COLOUR, [], 2),
      legendLine('errors', LIMIT_COLOUR, [], 2),
    ],
    scales: scalesOf(finding),
    plugins: [spikeMarks(finding)],
  });
}

function linesOf({ points }: SpikeFinding): LineChart['data']['datasets'] {
  const series = (of: (point: SpikeFinding['points'][number]) => number | null) =>
    points.map((point) => ({ x: point.second, y: of(point) ?? Number.NaN }));
  const line = (colour: string, width: number) => ({
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: width,
    pointRadius: 0,
    clip: 12,
  });
  return [
    { ...line(CANDIDATE_COLOUR, 2.5), data: series(({ p95Ms }) => p95Ms), yAxisID: 'y' },
    { ...line(BASELINE_COLOUR, 2), data: series(({ rate }) => rate), yAxisID: 'load' },
    { ...line(LIMIT_COLOUR, 2), data: series(({ errorRate }) => 100 * errorRate), yAxisID: 'errors' },
  ];
}

function scalesOf({ points, band }: SpikeFinding): NonNullable<LineChart['options']>['scales'] & object {
  const latencies = [...points.map(({ p95Ms }) => p95Ms ?? 0), band?.p95Ms ?? 0];
  const highest = Math.max(...points.map(({ errorRate }) => errorRate));
  return {
    x: { ...plainAxis('seconds from the first request', 14), type: 'linear', min: 0, max: points.length },
    errors: { ...shareAxis('% errors', highest), ...panel(1) },
    load: { ...linearAxis('requests/s', [0, ...points.map(({ rate }) => rate)], 4), ...panel(1.3) },
    y: { ...logAxis('p95 in ms, logarithmic', latencies), ...panel(4) },
  };
}
