import type { Comparability } from '../model/comparison.ts';
import type { HistoryEntry } from '../model/history.ts';
import type { Run } from '../model/run.ts';
import { compareFingerprints, differentScripts, type ScriptNames } from './comparability.ts';

/** The part of a history that a candidate can be held against. */
export interface ComparableHistory {
  /** Oldest first; empty when there is no history, or none that is comparable. */
  readonly entries: readonly HistoryEntry[];
  /** Against the newest of them, or, when there is none, against the newest of all. */
  readonly comparability: Comparability;
  /** Names of the two where what cannot be compared is of another script; else `null`. */
  readonly scripts: ScriptNames | null;
  /** Share of `entries` that were made on another CPU model than the candidate. */
  readonly otherCpuShare: number;
}

/** Entries of the candidate's own CPU model that are enough to leave those of other models out. */
const ENOUGH_OF_ONE_CPU = 3;

export function comparableHistory(history: readonly HistoryEntry[], candidate: Run): ComparableHistory {
  const relations = history.map((entry) => ({ entry, ...relationOf(entry.runs[0], candidate) }));
  const comparable = relations.filter((relation) => relation.comparable);
  const newest = comparable[comparable.length - 1] ?? relations[relations.length - 1];
  const entries = comparable.map((relation) => relation.entry);
  const sameCpu = entries.filter((entry) => isSameCpu(entry.runs[0], candidate));
  const used = sameCpu.length >= ENOUGH_OF_ONE_CPU ? sameCpu : entries;
  return {
    entries: used,
    comparability: {
      comparable: newest?.comparable ?? true,
      differences: [
        ...(newest?.differences ?? []),
        ...leftOut(relations.length - comparable.length, comparable),
      ],
    },
    scripts: scriptsOf(newest, candidate),
    otherCpuShare:
      used.length === 0 ? 0 : 1 - used.filter((entry) => sameCpu.includes(entry)).length / used.length,
  };
}

function scriptsOf(
  newest: { readonly entry: HistoryEntry; readonly comparable: boolean } | undefined,
  candidate: Run,
): ScriptNames | null {
  if (newest === undefined || newest.comparable) return null;
  return differentScripts(newest.entry.runs[0].fingerprint, candidate.fingerprint);
}

function relationOf(baseline: Run, candidate: Run): Comparability {
  const relation = compareFingerprints(baseline.fingerprint, candidate.fingerprint);
  if (baseline.summaryOnly === candidate.summaryOnly) return relation;
  const difference = 'one side is a summary of a whole run, the other leaves its warm-up out';
  return { comparable: false, differences: [difference, ...relation.differences] };
}

function isSameCpu(a: Run, b: Run): boolean {
  const [first, second] = [a.fingerprint.machine.cpuModel, b.fingerprint.machine.cpuModel];
  return first === second || first === 'unknown' || second === 'unknown';
}

function leftOut(count: number, comparable: readonly unknown[]): string[] {
  if (count === 0 || comparable.length === 0) return [];
  return [
    `${count} of ${count + comparable.length} entries of the history are not comparable and were left out`,
  ];
}
