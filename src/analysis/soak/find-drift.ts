import type { LoadTimeline } from '../../model/load-timeline.ts';
import type { ResourceFeed, ResourceKind, ResourceSeries } from '../../model/resource-series.ts';
import { SHORTEST } from '../../model/shortest-test.ts';
import type { Drift, SoakFinding } from '../../model/soak-finding.ts';
import { requestsOf } from '../timeline-counts.ts';
import { binned, driftOf, type TimedValue } from './drift.ts';
import { latencyPoints } from './latency-points.ts';

export interface SoakOptions {
  /** A rise over the whole test by more than this is not allowed; half of it, when sure, is told. */
  readonly limit: number;
}

const LATENCY_WARM_UP = 0.1;
const LATENCY_BINS = 30;
const RESOURCE_WARM_UP = 0.2;
const RESOURCE_BINS = 16;
/** Memory goes up and down with the garbage collector: what it never falls below is what is held. */
const FLOOR = 0.1;
const FEWEST_BINS = 12;
/** A count that rises by fewer than this is no leak, whatever share of a small number it is. */
const LEAST_COUNT = 5;
/** Memory still fills for long after the warm-up, so that half of the limit is no leak yet. */
const RESOURCE_SHARE = 0.75;

/** Finds what drifts in a soak test: latency, and what the service holds, from scrapes of its metrics. */
export function findDrift(
  timeline: LoadTimeline,
  feed: ResourceFeed | null,
  { limit }: SoakOptions,
): SoakFinding {
  const frame = frameOf(timeline, feed, limit);
  const latency = latencyDrift(timeline, limit);
  const resources = (feed?.series ?? []).flatMap(
    (series) => resourceDrift(series, timeline, feed?.restartsMs ?? [], limit) ?? [],
  );
  const why = notMeasured(frame, latency, resources);
  if (why !== null) return { ...frame, latency, resources, cause: why };
  const leaks = resources.some(({ rises }) => rises);
  return {
    ...frame,
    outcome: leaks ? 'leaking' : latency?.rises === true ? 'drifting' : 'steady',
    latency,
    resources,
  };
}

function frameOf(timeline: LoadTimeline, feed: ResourceFeed | null, limit: number): SoakFinding {
  const { bins, binSeconds, startMs } = timeline;
  const requests = bins.reduce((sum, bin) => sum + requestsOf(bin), 0);
  const failed = bins.reduce((sum, bin) => sum + bin.failed, 0);
  const silent = bins.filter((bin) => requestsOf(bin) + bin.dropped === 0).length;
  return {
    test: 'soak',
    outcome: 'not-measured',
    seconds: bins.length * binSeconds,
    requests,
    errorRate: requests === 0 ? 0 : failed / requests,
    // A light load leaves single seconds empty; that is no gap.
    gapSeconds: silent > 0.02 * bins.length ? silent * binSeconds : 0,
    restarts: (feed?.restartsMs ?? []).map((ms) => ({ second: (ms - (startMs ?? ms)) / 1000 })),
    limit,
    latency: null,
    resources: [],
    cause: null,
  };
}

function latencyDrift(timeline: LoadTimeline, limit: number): Drift | null {
  const points = afterWarmUp(latencyPoints(timeline), LATENCY_WARM_UP);
  const bins = binned(points, LATENCY_BINS, 0.5);
  return bins.length < FEWEST_BINS
    ? null
    : driftOf(bins, 'logarithmic', limit, { name: 'p95', kind: 'latency' });
}

function resourceDrift(
  { name, kind, points }: ResourceSeries,
  { startMs }: LoadTimeline,
  restartsMs: readonly number[],
  limit: number,
): Drift | null {
  const zero = startMs ?? points[0]?.timeMs ?? 0;
  const longest = longestPiece(points, restartsMs);
  const timed = longest.map(({ timeMs, value }) => ({ second: (timeMs - zero) / 1000, value }));
  const bins = binned(afterWarmUp(timed, RESOURCE_WARM_UP), RESOURCE_BINS, kind === 'memory' ? FLOOR : 0.5);
  const drift = bins.length < FEWEST_BINS ? null : driftOf(bins, 'linear', limit, { name, kind });
  return drift === null ? null : { ...drift, rises: drift.rises && isEnough(drift, kind, limit) };
}

function isEnough({ from, to, change }: Drift, kind: ResourceKind, limit: number): boolean {
  return change > RESOURCE_SHARE * limit && (kind === 'memory' || to - from >= LEAST_COUNT);
}

/** A process that begins anew holds nothing of what the one before it held. */
function longestPiece(
  points: ResourceSeries['points'],
  restartsMs: readonly number[],
): ResourceSeries['points'] {
  const ascending = [...points].sort((a, b) => a.timeMs - b.timeMs);
  const edges = [
    Number.NEGATIVE_INFINITY,
    ...[...restartsMs].sort((a, b) => a - b),
    Number.POSITIVE_INFINITY,
  ];
  const pieces = edges.slice(1).map((end, index) => {
    const begin = edges[index] ?? end;
    return ascending.filter(({ timeMs }) => timeMs >= begin && timeMs < end);
  });
  return pieces.reduce((longest, piece) => (spanOf(piece) > spanOf(longest) ? piece : longest), []);
}

function spanOf(points: ResourceSeries['points']): number {
  return (points.at(-1)?.timeMs ?? 0) - (points[0]?.timeMs ?? 0);
}

function afterWarmUp(values: readonly TimedValue[], share: number): TimedValue[] {
  const [first, last] = [values[0]?.second ?? 0, values.at(-1)?.second ?? 0];
  return values.filter(({ second }) => second >= first + share * (last - first));
}

function notMeasured(
  { seconds, requests }: SoakFinding,
  latency: Drift | null,
  resources: readonly Drift[],
): string | null {
  if (requests === 0) return 'no request ended';
  if (seconds < SHORTEST.soak.seconds)
    return `the test lasted ${Math.round(seconds / 60)} minutes, at least ${SHORTEST.soak.seconds / 60} are needed to tell a drift from chance`;
  if (latency === null && resources.length === 0)
    return 'too much of the test is missing: neither latency nor resources were measured over most of it';
  return null;
}
