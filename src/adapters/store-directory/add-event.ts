import path from 'node:path';
import { makeEventRecord, readEventRecord } from '../../history/event-record.ts';
import type { HistoryEvent } from '../../model/history.ts';
import type { SaveResult } from '../../ports/baseline-store.ts';
import { type EventFile, eventFileName, parseEventFileName } from './event-file-name.ts';
import type { KeyLocation } from './key-reader.ts';
import { readEventFile } from './read-events.ts';
import { setAside } from './set-aside.ts';
import { errorCode } from './store-files.ts';
import { problemOf } from './store-problem.ts';
import { publishFile } from './write-event.ts';

type Refusal = Extract<SaveResult, { kind: 'refused' }>;

/** Adds an event as a file of its own, or says why not. Never throws, never replaces a file. */
export async function addEvent(where: KeyLocation, event: HistoryEvent): Promise<SaveResult> {
  const record = makeEventRecord(where.key, event);
  const text = `${JSON.stringify(record)}\n`;
  const problem = unreadableBecause(text);
  if (problem !== null) return problem;
  try {
    await where.files.makeFolder(where.folder);
    return await publish(where, eventFileName(event), text);
  } catch (error) {
    return refusalOf(where, error);
  }
}

async function publish(where: KeyLocation, name: string, text: string): Promise<SaveResult> {
  const { files, folder } = where;
  const own = parseEventFileName(name);
  const present = own === null ? null : await sameEvent(where, own);
  if (present !== null) {
    const reading = await readEventFile(files, folder, present);
    if (reading.kind === 'good') return { kind: 'already-there' };
    if (reading.kind === 'blocked') return { kind: 'refused', reason: reading.cause, hint: reading.hint };
    if (reading.kind === 'damaged') await setAside(files, folder, present.name, reading.cause);
  }
  const isNew = await publishFile(files, folder, name, text);
  return isNew ? { kind: 'saved', where: path.join(folder, name) } : { kind: 'already-there' };
}

/** The file of the same event, under whatever time or status it was filed. */
async function sameEvent({ files, folder }: KeyLocation, own: EventFile): Promise<EventFile | null> {
  for (const name of await files.names(folder)) {
    const file = parseEventFileName(name);
    if (file !== null && file.mark === own.mark) return file;
  }
  return null;
}

/** What could not be read again is not written: NaN, for example, becomes `null` in JSON. */
function unreadableBecause(text: string): Refusal | null {
  const read = readEventRecord(JSON.parse(text));
  if (read.kind === 'good') return null;
  const cause = read.kind === 'damaged' ? read.cause : 'its schema is newer';
  return {
    kind: 'refused',
    reason: `the event could not be read again: ${cause}`,
    hint: 'This is a bug of perf-gate, unless the event was imported.',
  };
}

function refusalOf({ folder }: KeyLocation, error: unknown): Refusal {
  const { cause, hint } = problemOf(error);
  const code = errorCode(error);
  return {
    kind: 'refused',
    reason: `writing to ${folder}: ${cause}${code === '' ? '' : ` (${code})`}`,
    hint,
  };
}
