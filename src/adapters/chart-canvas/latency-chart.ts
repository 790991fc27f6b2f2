import type { ChartDataset, Point } from 'chart.js';
import type { ChartSpec } from '../../model/chart-spec.ts';
import type { LatencyProfile } from '../../model/report.ts';
import { heading, legendLine, STILL_PICTURE } from './chart-frame.ts';
import type { LineChart } from './chart-js.ts';
import { BASELINE_COLOUR, CANDIDATE_COLOUR, FONT, INK } from './chart-style.ts';
import { label } from './chart-text.ts';
import { p95Marks, panels } from './latency-marks.ts';
import { latencyScales } from './latency-scales.ts';

type LatencySpec = Extract<ChartSpec, { kind: 'latency' }>;
type Line = ChartDataset<'line', Point[]>;

/** A side of the comparison and how it is drawn. */
export interface Side {
  readonly profile: LatencyProfile;
  readonly colour: string;
}

const P95_WIDTH = 2.5;
const P50_WIDTH = 1.5;
const P50_DASH: readonly number[] = [3, 4];

/** Candidate and baseline in two panels: p50 and p95 in each second on the left, the distribution on the right. */
export function latencyConfiguration(spec: LatencySpec): LineChart {
  const sides: Side[] = [
    ...(spec.baseline === null ? [] : [{ profile: spec.baseline, colour: BASELINE_COLOUR }]),
    { profile: spec.candidate, colour: CANDIDATE_COLOUR },
  ];
  return {
    type: 'line',
    data: { datasets: sides.flatMap(sideLines) },
    options: {
      ...STILL_PICTURE,
      parsing: false,
      plugins: {
        ...heading(spec.title, spec.subtitle, 40),
        legend: {
          position: 'bottom',
          labels: {
            usePointStyle: true,
            pointStyleWidth: 34,
            padding: 22,
            color: INK,
            font: { family: FONT, size: 14 },
            generateLabels: () => sides.flatMap(legendOf),
          },
        },
      },
      scales: latencyScales(sides),
    },
    plugins: [panels(), p95Marks(sides)],
  };
}

function legendOf({ profile, colour }: Side) {
  const name = label(profile.label, 40);
  return [
    legendLine(`p95, ${name}`, colour, [], P95_WIDTH),
    legendLine(`p50, ${name}`, colour, P50_DASH, P50_WIDTH),
  ];
}

function sideLines({ profile, colour }: Side): Line[] {
  const time = (of: 'p50' | 'p95') =>
    profile.perSecond.flatMap(({ second, ...values }): Point[] => {
      const value = values[of];
      return value === null || !Number.isFinite(value) ? [] : [{ x: second, y: value }];
    });
  const distribution = profile.distribution
    .filter(({ ms, share }) => ms > 0 && Number.isFinite(ms) && share >= 0)
    .map(({ ms, share }): Point => ({ x: ms, y: share * 100 }));
  return [
    { ...drawn(colour, P95_WIDTH, []), data: time('p95'), xAxisID: 'x', yAxisID: 'y' },
    { ...drawn(colour, P50_WIDTH, P50_DASH), data: time('p50'), xAxisID: 'x', yAxisID: 'y' },
    { ...drawn(colour, P95_WIDTH, []), data: distribution, xAxisID: 'ms', yAxisID: 'share' },
  ];
}

function drawn(colour: string, width: number, dash: readonly number[]) {
  return {
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: width,
    borderDash: [...dash],
    pointRadius: 0,
    tension: 0,
  };
}
