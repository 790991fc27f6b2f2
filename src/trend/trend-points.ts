import type { Comparison } from '../model/comparison.ts';
import { ALL_REQUESTS_P95, type GatePolicy } from '../model/gate-policy.ts';
import type { History, HistoryEntry } from '../model/history.ts';
import type { TrendPoint } from '../model/report.ts';
import type { Run } from '../model/run.ts';
import type { VerdictKind } from '../model/verdict.ts';
import { AS_FILED, entryLevel, type JobLevel, jobLevel, type LevelAsked } from './job-level.ts';
import { type BaselineOf, knownBaseline } from './known-baseline.ts';

/** Jobs that a chart can show and a reader can tell apart. */
const MAX_POINTS = 100;

/** The job under judgement, as the last point of its trend. */
export interface TrendCandidate {
  /** The rounds that the gate found to be measurements, in order. */
  readonly measured: readonly Run[];
  readonly verdict: VerdictKind;
  /** Of the headline rule. */
  readonly comparison: Comparison | null;
  readonly policy: Pick<GatePolicy, 'rules' | 'failThreshold' | 'minRequests'>;
}

/**
 * The earlier jobs and this one, oldest first, at most the last 100. A job that measured nothing has no point.
 * `baselineOf` says what the gate compares with, given the levels that it knew.
 */
export function trendPoints(
  history: History,
  candidate: TrendCandidate,
  baselineOf: BaselineOf = knownBaseline,
): TrendPoint[] {
  const { policy } = candidate;
  const asked = { rule: policy.rules[0], policy };
  const earlier = pointsOf(history, asked, policy.failThreshold, baselineOf);
  const last = candidatePoint(candidate);
  return [...earlier, ...(last === null ? [] : [last])].slice(-MAX_POINTS);
}

/** The jobs of a history, oldest first, with the limit that a tolerance (a ratio) sets for each. */
export function historyPoints(
  history: History,
  tolerance: number,
  {
    rule = ALL_REQUESTS_P95,
    policy = AS_FILED,
    baselineOf = knownBaseline,
  }: Partial<LevelAsked> & { baselineOf?: BaselineOf } = {},
): TrendPoint[] {
  return pointsOf(history, { rule, policy }, tolerance, baselineOf);
}

/** An entry that measured something. */
interface Measured {
  readonly entry: HistoryEntry;
  readonly level: JobLevel;
}

function pointsOf(
  history: History,
  asked: LevelAsked,
  tolerance: number,
  baselineOf: BaselineOf,
): TrendPoint[] {
  const measured = history.entries.flatMap((entry): Measured[] => {
    const level = entryLevel(entry, asked);
    return level === null ? [] : [{ entry, level }];
  });
  return measured.map((job, index) => {
    const baseline = baselineOf(knownLevels(measured.slice(0, index), job.entry.at));
    return entryPoint(job, baseline, tolerance);
  });
}

/** Levels of the baseline as it stood at a time: what was accepted later was not part of it yet. */
function knownLevels(before: readonly Measured[], at: string): number[] {
  const known = before.filter(
    ({ entry }) =>
      entry.status === 'promoted' &&
      (entry.acceptance === null || Date.parse(entry.acceptance.at) <= Date.parse(at)),
  );
  const epoch = known.findLastIndex(({ entry }) => entry.opensEpoch);
  return known.slice(Math.max(0, epoch)).map(({ level }) => level.value);
}

function entryPoint({ entry, level }: Measured, baseline: number | null, tolerance: number): TrendPoint {
  return {
    at: entry.at,
    commit: entry.commit,
    verdict: entry.verdict,
    status: entry.status,
    ...figures(level, baseline, tolerance),
    opensEpoch: entry.opensEpoch,
  };
}

function candidatePoint({ measured, verdict, comparison, policy }: TrendCandidate): TrendPoint | null {
  const [first] = measured;
  const level = jobLevel(measured, policy.rules[0]);
  if (first === undefined || level === null) return null;
  const { startedAt, commit } = first.identity;
  return {
    at: startedAt,
    commit,
    verdict,
    status: 'candidate',
    ...figures(asCompared(level, comparison), comparison?.baseline.value ?? null, policy.failThreshold),
    opensEpoch: false,
  };
}

/** The report states one value, also where only some rounds decided or pairs were compared: the point is at the same. */
function asCompared(level: JobLevel, comparison: Comparison | null): JobLevel {
  if (comparison === null) return level;
  const { value } = comparison.candidate;
  const scale = value / level.value;
  return { value, low: level.low * scale, high: level.high * scale };
}

function figures(level: JobLevel, baseline: number | null, tolerance: number) {
  return {
    value: level.value,
    low: level.low,
    high: level.high,
    baseline,
    limit: baseline === null ? null : baseline * (1 + tolerance),
  };
}
