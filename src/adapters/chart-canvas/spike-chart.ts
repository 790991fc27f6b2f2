import type { ChartSpec } from '../../model/chart-spec.ts';
import type { SpikeFinding } from '../../model/spike-finding.ts';
import { legendLine, lineStyle, stillLineChart } from './chart-frame.ts';
import type { LineChart } from './chart-js.ts';
import { BASELINE_COLOUR, CANDIDATE_COLOUR, LIMIT_COLOUR } from './chart-style.ts';
import { RECOVERY_COLOUR, spikeMarks } from './spike-marks.ts';
import { gapAxis, linearAxis, logAxis, panel, runningAxis, shareAxis } from './stacked-axes.ts';

type SpikeSpec = Extract<ChartSpec, { kind: 'spike' }>;

/** p95 in each second with the band of recovery, the load and the failures below it. */
export function spikeConfiguration(spec: SpikeSpec): LineChart {
  const { finding } = spec;
  const band = legendLine('band: as before the spike', RECOVERY_COLOUR, [], 8);
  return stillLineChart(spec, {
    gap: 34,
    lines: linesOf(finding),
    legendItems: () => [
      legendLine('p95', CANDIDATE_COLOUR, [], 2.5),
      ...(finding.band === null ? [] : [band]),
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
  return [
    { ...lineStyle(CANDIDATE_COLOUR, 2.5), data: series(({ p95Ms }) => p95Ms), yAxisID: 'y' },
    { ...lineStyle(BASELINE_COLOUR, 2), data: series(({ rate }) => rate), yAxisID: 'load' },
    { ...lineStyle(LIMIT_COLOUR, 2), data: series(({ errorRate }) => 100 * errorRate), yAxisID: 'errors' },
  ];
}

function scalesOf({ points, band }: SpikeFinding): NonNullable<LineChart['options']>['scales'] & object {
  const latencies = [...points.map(({ p95Ms }) => p95Ms ?? 0), band?.p95Ms ?? 0];
  const highest = Math.max(...points.map(({ errorRate }) => errorRate));
  const rates = [0, ...points.map(({ rate }) => rate)];
  return {
    x: runningAxis('seconds from the first request', 0, points.length),
    errors: { ...shareAxis('% errors', highest), ...panel(1.1) },
    load: { ...linearAxis('requests/s', rates, 3), ...panel(1.3) },
    gap: { ...panel(0), ...gapAxis(0.2) },
    y: { ...logAxis('p95 in ms, logarithmic', latencies, { below: 0.7, above: 1.5 }), ...panel(4) },
  };
}
