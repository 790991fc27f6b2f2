import type { Comparison } from '../model/comparison.ts';
import { ALL_REQUESTS_P95, type GatePolicy, type GateRule } from '../model/gate-policy.ts';
import type { History, HistoryEntry } from '../model/history.ts';
import type { TrendPoint } from '../model/report.ts';
import type { Run } from '../model/run.ts';
import type { VerdictKind } from '../model/verdict.ts';
import { type JobLevel, jobLevel } from './job-level.ts';
import { type BaselineOf, knownBaseline } from './known-baseline.ts';

/** Jobs that a chart can show and a reader can tell apart. */
const MAX_POINTS = 100;

/** The job under judgement, as the last point of its trend. */
export interface TrendCandidate {
  readonly runs: readonly [Run, ...Run[]];
  readonly verdict: VerdictKind;
  /** Of the headline rule. */
  readonly comparison: Comparison | null;
  readonly policy: Pick<GatePolicy, 'rules' | 'failThreshold'>;
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
  const { rules, failThreshold } = candidate.policy;
  const earlier = pointsOf(history, rules[0], failThreshold, baselineOf);
  const last = candidatePoint(candidate);
  return [...earlier, ...(last === null ? [] : [last])].slice(-MAX_POINTS);
}

/** The jobs of a history, oldest first, with the limit that a tolerance (a ratio) sets for each. */
export function historyPoints(
  history: History,
  tolerance: number,
  { rule = ALL_REQUESTS_P95, baselineOf = knownBaseline }: { rule?: GateRule; baselineOf?: BaselineOf } = {},
): TrendPoint[] {
  return pointsOf(history, rule, tolerance, baselineOf);
}

/** An entry that measured something. */
interface Measured {
  readonly entry: HistoryEntry;
  readonly level: JobLevel;
}

function pointsOf(history: History, rule: GateRule, tolerance: number, baselineOf: BaselineOf): TrendPoint[] {
  const measured = history.entries.flatMap((entry): Measured[] => {
    const level = jobLevel(entry.runs, rule);
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

function candidatePoint({ runs, verdict, comparison, policy }: TrendCandidate): TrendPoint | null {
  const level = jobLevel(runs, policy.rules[0]);
  if (level === null) return null;
  const { startedAt, commit } = runs[0].identity;
  return {
    at: startedAt,
    commit,
    verdict,
    status: 'candidate',
    ...figures(level, comparison?.baseline.value ?? null, policy.failThreshold),
    opensEpoch: false,
  };
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
