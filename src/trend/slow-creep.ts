import { formatChange, formatNumberOf } from '../lib/format-number.ts';
import type { GatePolicy, GateRule } from '../model/gate-policy.ts';
import { baselineEntries, type History, type HistoryEntry } from '../model/history.ts';
import { ruleName } from '../model/rule-name.ts';
import type { Notice } from '../model/run.ts';
import { hodgesLehmann } from '../stats/hodges-lehmann.ts';
import { noiseOfDifferences } from '../stats/level-shift.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import { entryLevel, type LevelAsked } from './job-level.ts';

/** A version that was given to users. */
export interface Release {
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface CreepInput {
  readonly history: History;
  readonly rule: GateRule;
  /** `null`: none is known. */
  readonly release: Release | null;
  /** A rise is told from its warning on. */
  readonly policy: Pick<GatePolicy, 'minRequests' | 'warnThreshold'>;
}

/** Jobs that are averaged at either end: one alone is mostly noise. */
const GROUP = 5;
/** Merges between the ends. */
const REACH = 30;
/** With fewer between them, the gate itself sees as much. */
const LEAST_BETWEEN = 10;
/** Asked again at every run, so chance must be rare. */
const CONFIDENCE = 0.995;

/**
 * What no single gate can see: many changes, each under the limit, that add up. The newest jobs are held against those
 * of thirty merges ago in the same epoch, and against those of the last release. It is told, and never decides.
 */
export function slowCreep({ history, rule, release, policy }: CreepInput): readonly Notice[] {
  if (history.pinnedEntry !== null) return [];
  const all = levelled(history.entries.filter(isPromoted), { rule, policy });
  const epoch = levelled(baselineEntries(history), { rule, policy }).slice(-(REACH + GROUP));
  const least = Math.log1p(policy.warnThreshold);
  const name = ruleName(rule);
  const merges = epoch.length - GROUP;
  const drift = riseOf(epoch, epoch.slice(0, GROUP), least);
  if (drift !== null) {
    const text = `${name} crept up by ${formatChange(drift)} over the last ${formatNumberOf(merges, 'merge')}, none of which was over the limit on its own.`;
    return [{ code: 'slow-creep', text }];
  }
  if (release === null) return [];
  const released = all.filter(({ entry }) => Date.parse(entry.at) <= Date.parse(release.at)).slice(-GROUP);
  const since = riseOf(all, released, least);
  if (since === null) return [];
  const text = `${name} is ${formatChange(since)} against the release ${release.name}, accepted changes included.`;
  return [{ code: 'slower-than-release', text }];
}

function isPromoted({ status }: HistoryEntry): boolean {
  return status === 'promoted';
}

interface LevelledEntry {
  readonly entry: HistoryEntry;
  /** Natural logarithm of ms. */
  readonly log: number;
}

function levelled(entries: readonly HistoryEntry[], asked: LevelAsked): readonly LevelledEntry[] {
  return entries.flatMap((entry) => {
    const level = entryLevel(entry, asked);
    return level === null ? [] : [{ entry, log: Math.log(level.value) }];
  });
}

/** How much the newest jobs lie above the older ones, as a ratio; `null` when too little or by chance. */
function riseOf(
  jobs: readonly LevelledEntry[],
  older: readonly LevelledEntry[],
  least: number,
): number | null {
  const newest = jobs.slice(-GROUP);
  const last = older.at(-1);
  const between = last === undefined ? 0 : jobs.length - GROUP - jobs.indexOf(last) - 1;
  if (older.length < GROUP || between < LEAST_BETWEEN) return null;
  const rise = centreOf(newest) - centreOf(older);
  const noise = noiseOfDifferences(jobs.slice(-(REACH + GROUP)).map(({ log }) => log));
  const error = noise * Math.sqrt(2 / (0.95 * GROUP));
  const surely = rise > studentTQuantile(CONFIDENCE, jobs.length - 1) * error;
  return rise > least && surely ? Math.expm1(rise) : null;
}

function centreOf(group: readonly LevelledEntry[]): number {
  return hodgesLehmann(group.map(({ log }) => log));
}
