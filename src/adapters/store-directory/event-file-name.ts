import { createHash } from 'node:crypto';
import { eventId, eventTime } from '../../history/event-record.ts';
import { filedJob, type HistoryEvent } from '../../model/history.ts';

/** What a file's name tells without opening it. */
export interface EventFile {
  readonly name: string;
  readonly kind: 'promoted' | 'withheld' | 'acceptance' | 'pin';
  /** Of the event's id: the same event has the same mark. */
  readonly mark: string;
}

const NAME = /^\d{8}T\d{9}Z-(promoted|withheld|acceptance|pin)-([0-9a-f]{24})\.json$/;
const FIRST = '00000101T000000000Z';
const LAST = '99991231T235959999Z';

/** `20260131T120000000Z-promoted-<mark>.json`: sorts by time, and is unique to the event. */
export function eventFileName(event: HistoryEvent): string {
  const kind = filedJob(event)?.status ?? event.kind;
  return `${timePart(eventTime(event))}-${kind}-${markOf(eventId(event))}.json`;
}

/** `null`: not a name that this store gives. */
export function parseEventFileName(name: string): EventFile | null {
  const [, kind, mark] = NAME.exec(name) ?? [];
  if (kind === undefined || mark === undefined) return null;
  return { name, kind: kind as EventFile['kind'], mark };
}

/** Mark of the file that holds the entry with this id. */
export function markOfEntry(id: string): string {
  return markOf(`entry ${id}`);
}

function markOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 24);
}

/** A clock that is centuries off still gives a name, at one end of the history. */
function timePart(at: string): string {
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) return FIRST;
  const iso = new Date(ms).toISOString();
  if (iso.startsWith('-')) return FIRST;
  return iso.startsWith('+') ? LAST : iso.replace(/[-:.]/g, '');
}
