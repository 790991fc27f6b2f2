import type { ChartSpec } from '../../model/chart-spec.ts';
import { legendLine, stillLineChart } from './chart-frame.ts';
import type { LineChart } from './chart-js.ts';
import { BASELINE_COLOUR, BASELINE_LINE, CANDIDATE_COLOUR } from './chart-style.ts';
import { label } from './chart-text.ts';
import { emptyNotice } from './empty-notice.ts';
import { P50_DASH, P50_WIDTH, P95_WIDTH, type Side, sideLines } from './latency-lines.ts';
import { p95Marks, panels } from './latency-marks.ts';
import { latencyScales } from './latency-scales.ts';

type LatencySpec = Extract<ChartSpec, { kind: 'latency' }>;

/** Candidate and baseline in two panels: p50 and p95 in each second on the left, the distribution on the right. */
export function latencyConfiguration(spec: LatencySpec): LineChart {
  const sides: Side[] = [
    ...(spec.baseline === null
      ? []
      : [{ profile: spec.baseline, colour: BASELINE_LINE, textColour: BASELINE_COLOUR }]),
    { profile: spec.candidate, colour: CANDIDATE_COLOUR, textColour: CANDIDATE_COLOUR },
  ];
  const empty = sides.every(({ profile }) => profile.distribution.length === 0);
  return stillLineChart(spec, {
    gap: 40,
    // The first is drawn on top, and that is the candidate.
    lines: [...sides].reverse().flatMap(sideLines),
    legendItems: () => sides.flatMap(legendOf),
    scales: latencyScales(sides),
    plugins: [panels(), p95Marks(sides), ...(empty ? [emptyNotice('no requests were measured')] : [])],
  });
}

function legendOf({ profile, colour }: Side) {
  const name = label(profile.label, 40);
  return [
    legendLine(`p95, ${name}`, colour, [], P95_WIDTH),
    legendLine(`p50, ${name}`, colour, P50_DASH, P50_WIDTH),
  ];
}
