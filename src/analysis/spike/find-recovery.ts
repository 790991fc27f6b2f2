import type { LoadTimeline, TimelineBin } from '../../model/load-timeline.ts';
import { SHORTEST } from '../../model/shortest-test.ts';
import type { SpikeFinding } from '../../model/spike-finding.ts';
import { median } from '../../stats/centre.ts';
import { countOf, mergeHistograms, quantileOfHistogram } from '../../stats/log-histogram.ts';
import { requestsOf } from '../timeline-counts.ts';
import { type RecoveryBand, recoveredAt, recoveryBand } from './recovery-band.ts';
import { type SecondLevel, secondLevels } from './second-levels.ts';
import { type SpikeWindow, spikeWindow } from './spike-window.ts';

/** Share of the quiet part that is left out while the service warms up. */
const WARM_UP = 0.25;
/** Seconds over which the peak is taken: one second of few requests is chance. */
const PEAK_BINS = 3;

/** Finds how far a spike of load threw a service off, and how long it took to come back. */
export function findRecovery(timeline: LoadTimeline): SpikeFinding {
  const seconds = secondLevels(timeline);
  const window = spikeWindow(seconds.map(({ rate }) => rate));
  const points = seconds.map(({ level: _, ...point }) => point);
  const why = notMeasured(window, seconds);
  if (window === null || why !== null) return { ...NOTHING, points, cause: why };
  const quiet = seconds.slice(Math.ceil(window.from * WARM_UP), window.from);
  const band = recoveryBand(quiet.map(({ level }) => level));
  if (band === null) return { ...NOTHING, points, cause: 'nothing succeeded before the spike' };
  return { ...measured(timeline, seconds, window, band), points };
}

function measured(
  timeline: LoadTimeline,
  seconds: readonly SecondLevel[],
  window: SpikeWindow,
  band: RecoveryBand,
): Omit<SpikeFinding, 'points'> {
  const { binSeconds, bins } = timeline;
  const levels = seconds.map(({ level }) => level);
  const after = recoveredAt(levels.slice(window.to), band);
  const moved = wasMoved(levels.slice(window.from, window.to), band) || after !== 0;
  const recovered = after === null ? seconds.length : window.to + after;
  return {
    test: 'spike',
    outcome: after === null ? 'never-recovered' : moved ? 'recovered' : 'unmoved',
    spike: {
      fromSecond: window.from * binSeconds,
      toSecond: window.to * binSeconds,
      baseRate: median(seconds.slice(0, window.from).map(({ rate }) => rate)),
      peakRate: median(seconds.slice(window.from, window.to).map(({ rate }) => rate)),
    },
    band: { p95Ms: Math.exp(band.level), upToMs: Math.exp(band.upTo) },
    recoverySeconds: after === null ? null : after * binSeconds,
    watchedSeconds: (seconds.length - window.to) * binSeconds,
    peakP95Ms: peakP95(bins.slice(window.from, recovered)),
    errors: errorsOf(bins, window, recovered),
    backlog: backlogOf(timeline, seconds, window),
    cause: null,
  };
}

/** A few seconds over the band are chance; half of them are not. */
function wasMoved(levels: readonly number[], { upTo }: RecoveryBand): boolean {
  return levels.filter((level) => level > upTo).length > levels.length / 2;
}

function peakP95(bins: readonly TimelineBin[]): number | null {
  let peak: number | null = null;
  for (let at = 0; at + PEAK_BINS <= bins.length; at++) {
    const joined = mergeHistograms(bins.slice(at, at + PEAK_BINS).map(({ latencies }) => latencies));
    if (countOf(joined) === 0) continue;
    peak = Math.max(peak ?? 0, quantileOfHistogram(joined, 0.95));
  }
  return peak;
}

function errorsOf(bins: readonly TimelineBin[], { from, to }: SpikeWindow, recovered: number) {
  const classes = new Map<string, number>();
  for (const { failures } of bins.slice(from, recovered))
    for (const [name, count] of failures) classes.set(name, (classes.get(name) ?? 0) + count);
  const [most] = [...classes].sort(([, a], [, b]) => b - a);
  return {
    duringSpike: errorRate(bins.slice(from, to)),
    afterSpike: errorRate(bins.slice(to, recovered)),
    mostFrequent: most?.[0] ?? null,
  };
}

function errorRate(bins: readonly TimelineBin[]): number {
  const requests = bins.reduce((sum, bin) => sum + requestsOf(bin), 0);
  return requests === 0 ? 0 : bins.reduce((sum, bin) => sum + bin.failed, 0) / requests;
}

function backlogOf(
  { bins, binSeconds }: LoadTimeline,
  seconds: readonly SecondLevel[],
  { from, to }: SpikeWindow,
): NonNullable<SpikeFinding['backlog']> {
  const began = (upTo: number) => bins.slice(0, upTo).reduce((sum, bin) => sum + requestsOf(bin), 0);
  const ended = (upTo: number) => bins.slice(0, upTo).reduce((sum, bin) => sum + bin.ended, 0);
  const inFlight = (bin: number) => Math.max(0, began(bin) - ended(bin));
  const requests = Math.max(0, inFlight(to) - inFlight(from));
  const servedRate = (ended(to) - ended(from)) / ((to - from) * binSeconds);
  const spare = servedRate - median(seconds.slice(0, from).map(({ rate }) => rate));
  return { requests, servedRate, drainSeconds: requests === 0 ? 0 : spare > 0 ? requests / spare : null };
}

function notMeasured(window: SpikeWindow | null, seconds: readonly SecondLevel[]): string | null {
  if (window === null) return 'the load has no spike: it never rose to twice what it began with';
  if (window.from < SHORTEST.spike.before)
    return `the spike began after ${window.from} s, at least ${SHORTEST.spike.before} quiet seconds are needed before it`;
  const after = seconds.length - window.to;
  if (after < SHORTEST.spike.after)
    return `the test ended ${after} s after the spike, at least ${SHORTEST.spike.after} are needed to see a recovery`;
  return null;
}

const NOTHING: SpikeFinding = {
  test: 'spike',
  outcome: 'not-measured',
  spike: null,
  band: null,
  recoverySeconds: null,
  watchedSeconds: 0,
  peakP95Ms: null,
  errors: { duringSpike: 0, afterSpike: 0, mostFrequent: null },
  backlog: null,
  points: [],
  cause: null,
};
