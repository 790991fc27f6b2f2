import { isRecord, parseJson } from '../lib/json-guard.ts';
import { GateError } from '../model/gate-error.ts';
import type { HistoryEvent } from '../model/history.ts';
import { type EventRecord, makeEventRecord, readEventRecord } from './event-record.ts';

/** Baselines on their way from one store to another. */
export interface BundledEvent {
  readonly key: string;
  readonly event: HistoryEvent;
}

const FORMAT = 'perf-gate-baselines';
const VERSION = 1;

/** One JSON document; each event has its digest, one to a line. */
export function writeBundle(events: readonly BundledEvent[]): string {
  const records = events.map(({ key, event }) => JSON.stringify(makeEventRecord(key, event)));
  const body = records.length === 0 ? '[]' : `[\n${records.join(',\n')}\n]`;
  return `{"format":"${FORMAT}","schemaVersion":${VERSION},"records":${body}}\n`;
}

/**
 * The events of a document, all of them or none.
 * @param label of the document, for messages
 * @throws GateError FORMAT_UNKNOWN, RESULTS_DAMAGED, STORE_NEWER_SCHEMA
 */
export function readBundle(text: string, label: string): readonly BundledEvent[] {
  const document = parseJson(text);
  if (!isRecord(document) || document.format !== FORMAT) throw notABundle(label, document === undefined);
  if (typeof document.schemaVersion === 'number' && document.schemaVersion > VERSION)
    throw newer(label, document.schemaVersion);
  const { records } = document;
  if (!Array.isArray(records)) throw damaged(label, 'it has no list of records');
  return records.map((value: unknown, index) => {
    const { key, event } = recordOf(value, label, index);
    return { key, event };
  });
}

function recordOf(value: unknown, label: string, index: number): EventRecord {
  const read = readEventRecord(value);
  switch (read.kind) {
    case 'good':
      return read.record;
    case 'newer':
      throw newer(label, read.schemaVersion);
    case 'damaged':
      throw damaged(label, `record ${index + 1}: ${read.cause}`);
  }
}

function notABundle(label: string, isText: boolean): GateError {
  const what = isText ? 'it is not JSON' : 'it is JSON of another kind';
  return new GateError('FORMAT_UNKNOWN', `importing ${label}: expected exported baselines, but ${what}`, {
    fault: 'user',
    hint: 'Give a file that `perf-gate baseline export` wrote.',
  });
}

function damaged(label: string, cause: string): GateError {
  return new GateError('RESULTS_DAMAGED', `importing ${label}: ${cause}; nothing was imported`, {
    fault: 'user',
    hint: 'Export again; the file must not be edited.',
  });
}

function newer(label: string, version: number): GateError {
  return new GateError(
    'STORE_NEWER_SCHEMA',
    `importing ${label}: it has schema ${version}; nothing was imported`,
    {
      fault: 'user',
      hint: 'A newer perf-gate wrote it: use that version, or newer, here too.',
    },
  );
}
