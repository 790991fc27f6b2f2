import type {
  Acceptance,
  FiledJob,
  FindingEntry,
  History,
  HistoryEntry,
  HistoryEvent,
} from '../model/history.ts';
import { canonicalJson } from './canonical-json.ts';
import { eventId, eventTime } from './event-record.ts';

/**
 * The history that a set of events makes. The order in which they are given does not matter, and a repeated
 * event counts once: processes that add at the same time need not know of each other.
 */
export function foldHistory(key: string, events: readonly HistoryEvent[]): History {
  const ordered = inOrder(events);
  const entries = ordered.flatMap((event): HistoryEntry[] => (event.kind === 'entry' ? [event.entry] : []));
  const pin = ordered.findLast((event) => event.kind === 'pin');
  return { key, entries: accepted(entries, ordered), pinnedEntry: pin?.entry ?? null };
}

/** The stress, spike or soak tests of a key, oldest first; what else is filed under it does not matter. */
export function foldFindings(events: readonly HistoryEvent[]): readonly FindingEntry[] {
  const ordered = inOrder(events);
  const filed = ordered.flatMap((event): FindingEntry[] => (event.kind === 'finding' ? [event.finding] : []));
  return accepted(filed, ordered);
}

/** Each job once, as the last decision on it leaves it. */
function accepted<Job extends FiledJob>(jobs: readonly Job[], ordered: readonly HistoryEvent[]): Job[] {
  const once = new Map<string, Job>();
  for (const job of jobs) if (!once.has(job.id)) once.set(job.id, job);
  const acceptances = new Map<string, Acceptance>();
  for (const event of ordered)
    if (event.kind === 'acceptance') acceptances.set(event.acceptance.entry, event.acceptance);
  return [...once.values()].map((job) => accept(job, acceptances.get(job.id)));
}

/** Ids of entries that an acceptance or a pin names, whether they are there or not. */
export function namedEntries(events: readonly HistoryEvent[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const event of events) {
    if (event.kind === 'acceptance') names.add(event.acceptance.entry);
    if (event.kind === 'pin' && event.entry !== null) names.add(event.entry);
  }
  return names;
}

/** An accepted entry is part of the baseline and the first of a new epoch. */
function accept<Job extends FiledJob>(entry: Job, acceptance: Acceptance | undefined): Job {
  if (acceptance === undefined) return entry;
  const statusReason = `accepted by ${acceptance.by}: ${acceptance.why}`;
  return { ...entry, status: 'promoted', statusReason, opensEpoch: true, acceptance };
}

/** By time, then by id, then by content, so that every reader sees one order. */
export function inOrder(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const keyed = events.map((event) => ({ event, ms: Date.parse(eventTime(event)), id: eventId(event) }));
  keyed.sort((a, b) => a.ms - b.ms || compareText(a.id, b.id) || compareContent(a.event, b.event));
  return keyed.map(({ event }) => event);
}

/** Only two different entries with one id and one time come this far. */
function compareContent(a: HistoryEvent, b: HistoryEvent): number {
  return compareText(canonicalJson(a), canonicalJson(b));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
