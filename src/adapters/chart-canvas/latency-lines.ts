import type { ChartDataset, Point } from 'chart.js';
import type { LatencyProfile } from '../../model/report.ts';

/** A side of the comparison and how it is drawn. */
export interface Side {
  readonly profile: LatencyProfile;
  readonly colour: string;
  /** Of values beside its lines. */
  readonly textColour: string;
}

export const P95_WIDTH = 2.5;
export const P50_WIDTH = 1.5;
export const P50_DASH: readonly number[] = [3, 4];

/** Radius in pixels of what is too short for a line. */
const DOT = 5;

type Line = ChartDataset<'line', Point[]>;

/** p95 and p50 in time and the distribution of one side. */
export function sideLines({ profile, colour }: Side): Line[] {
  const inTime = { xAxisID: 'x', yAxisID: 'y' };
  return [
    { ...drawn(colour, P95_WIDTH, [], inTimePoints(profile, 'p95')), ...inTime },
    { ...drawn(colour, P50_WIDTH, P50_DASH, inTimePoints(profile, 'p50')), ...inTime },
    { ...drawn(colour, P95_WIDTH, [], distributionPoints(profile)), xAxisID: 'ms', yAxisID: 'share' },
  ];
}

/** A second without requests is a gap in the line. */
function inTimePoints({ perSecond }: LatencyProfile, of: 'p50' | 'p95'): Point[] {
  return perSecond.map((values): Point => ({ x: values.second, y: finite(values[of]) }));
}

function finite(value: number | null): number {
  return value !== null && Number.isFinite(value) ? value : Number.NaN;
}

/** A logarithmic axis has no place for zero. */
function distributionPoints({ distribution }: LatencyProfile): Point[] {
  return distribution
    .filter(({ ms, share }) => ms > 0 && Number.isFinite(ms) && share >= 0)
    .map(({ ms, share }): Point => ({ x: ms, y: share * 100 }));
}

function drawn(colour: string, width: number, dash: readonly number[], data: Point[]): Line {
  return {
    data,
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: width,
    borderDash: [...dash],
    // A line needs two points: one between gaps is a dot.
    pointRadius: data.map((_, index) => (isGap(data[index - 1]) && isGap(data[index + 1]) ? DOT : 0)),
    pointBorderWidth: 0,
    tension: 0,
    spanGaps: false,
    clip: DOT,
  };
}

function isGap(point: Point | undefined): boolean {
  return point === undefined || Number.isNaN(point.y);
}
