import { createHash } from 'node:crypto';
import { isRecord, parseJson } from '../lib/json-guard.ts';
import { ShapeError } from '../lib/json-shape.ts';
import { filedJob, type HistoryEvent } from '../model/history.ts';
import { historyEventShape } from '../model/history-shape.ts';
import { decodeSeconds } from '../stats/second-histograms.ts';
import { canonicalJson } from './canonical-json.ts';

/** Of the records that this version writes and reads. */
export const EVENT_SCHEMA_VERSION = 1;

/** An event as it is kept: with what it takes to tell damage from absence. */
export interface EventRecord {
  readonly schemaVersion: typeof EVENT_SCHEMA_VERSION;
  readonly key: string;
  /** SHA-256 of the canonical JSON of key and event. */
  readonly digest: string;
  readonly event: HistoryEvent;
}

export type ReadRecord =
  | { readonly kind: 'good'; readonly record: EventRecord }
  | { readonly kind: 'damaged'; readonly cause: string }
  | { readonly kind: 'newer'; readonly schemaVersion: number };

export function makeEventRecord(key: string, event: HistoryEvent): EventRecord {
  return { schemaVersion: EVENT_SCHEMA_VERSION, key, digest: digestOf(key, event), event };
}

/** A record in a JSON text, or what is wrong with it. */
export function parseEventRecord(text: string): ReadRecord {
  const value = parseJson(text);
  if (value !== undefined) return readEventRecord(value);
  return damaged(text.trim() === '' ? 'the file is empty' : 'not JSON; it may have been cut off');
}

/** A record from a JSON value of unknown origin, or what is wrong with it. Never throws. */
export function readEventRecord(value: unknown): ReadRecord {
  if (!isRecord(value)) return damaged('expected an object');
  const { schemaVersion, key, digest, event } = value;
  if (typeof schemaVersion !== 'number') return damaged('it has no schemaVersion');
  if (schemaVersion > EVENT_SCHEMA_VERSION) return { kind: 'newer', schemaVersion };
  if (schemaVersion !== EVENT_SCHEMA_VERSION) return damaged(`unknown schemaVersion ${schemaVersion}`);
  if (typeof key !== 'string') return damaged('it has no key');
  try {
    if (digest !== digestOf(key, event))
      return damaged('its digest does not fit its content: it was changed');
    const checked = historyEventShape(event, 'event');
    checkHistograms(checked);
    return { kind: 'good', record: { schemaVersion, key, digest, event: checked } };
  } catch (error) {
    if (error instanceof ShapeError) return damaged(error.message);
    // JSON that is nested a million deep.
    if (error instanceof RangeError) return damaged('it is nested too deeply');
    throw error;
  }
}

/** Stable name of an event: adding the same one twice adds it once. */
export function eventId(event: HistoryEvent): string {
  const job = filedJob(event);
  return job === null ? `${event.kind} ${digestOf('', event)}` : `entry ${job.id}`;
}

/** When it happened, ISO 8601. */
export function eventTime(event: HistoryEvent): string {
  switch (event.kind) {
    case 'entry':
      return event.entry.at;
    case 'finding':
      return event.finding.at;
    case 'acceptance':
      return event.acceptance.at;
    case 'pin':
      return event.at;
  }
}

function digestOf(key: string, event: unknown): string {
  return createHash('sha256')
    .update(canonicalJson([key, event]))
    .digest('hex');
}

/** What the gate would trip over later is better named here. */
function checkHistograms(event: HistoryEvent): void {
  if (event.kind !== 'entry') return;
  for (const run of event.entry.runs) {
    for (const [index, series] of run.series.entries()) {
      try {
        decodeSeconds(series.seconds);
      } catch {
        throw new ShapeError(
          `event.entry.runs: the histograms of series ${index} (${series.metric}) are damaged`,
        );
      }
    }
  }
}

function damaged(cause: string): ReadRecord {
  return { kind: 'damaged', cause };
}
