import type { GatePolicy, GateRule } from '../model/gate-policy.ts';
import type { HistoryEntry } from '../model/history.ts';
import { measuredRuns } from '../model/measured-runs.ts';
import type { StatisticReader } from '../model/statistic-reader.ts';
import { mean } from '../stats/centre.ts';
import { robustCentre } from '../stats/hodges-lehmann.ts';
import { MAX_BASELINE_ENTRIES } from './baseline-model.ts';
import type { EntryLevel } from './round-level.ts';

/** An entry with its level under one rule. */
export interface LevelledEntry extends EntryLevel {
  readonly entry: HistoryEntry;
}

/**
 * The newest jobs that have the rule's statistic, oldest first. The rounds of a job are one entry: they share their
 * machine. The error within a round is only computed where it is all that is known of the noise: of a lone entry.
 */
export function historyLevels(
  history: readonly HistoryEntry[],
  rule: GateRule,
  policy: Pick<GatePolicy, 'minRequests'>,
  reader: StatisticReader,
): readonly LevelledEntry[] {
  const levelled = pooledByJob(history)
    .flatMap((entry) => levelOf(entry, rule, policy, reader))
    .slice(-MAX_BASELINE_ENTRIES);
  const [only] = levelled;
  if (only === undefined || levelled.length > 1) return levelled;
  const errors = measuredRuns(only.entry, policy).map((run) => reader.withinError(run, rule) ** 2);
  return [{ ...only, withinVariance: mean(errors) }];
}

/** A job that ran the gate several times filed several entries of one machine. */
function pooledByJob(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const jobs = new Map<string, HistoryEntry>();
  for (const entry of history) {
    const { job } = entry.runs[0].identity;
    const known = jobs.get(job);
    jobs.set(job, known === undefined ? entry : { ...entry, runs: [...known.runs, ...entry.runs] });
  }
  return [...jobs.values()];
}

function levelOf(
  entry: HistoryEntry,
  rule: GateRule,
  policy: Pick<GatePolicy, 'minRequests'>,
  reader: StatisticReader,
): LevelledEntry[] {
  const levels = measuredRuns(entry, policy).flatMap((run) => {
    const value = reader.value(run, rule);
    return value === null ? [] : [Math.log(value)];
  });
  if (levels.length === 0) return [];
  return [{ entry, level: robustCentre(levels), rounds: levels.length, withinVariance: null }];
}
