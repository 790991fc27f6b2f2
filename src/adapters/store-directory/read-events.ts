import path from 'node:path';
import { EVENT_SCHEMA_VERSION, parseEventRecord } from '../../history/event-record.ts';
import type { HistoryEvent } from '../../model/history.ts';
import { type EventFile, parseEventFileName } from './event-file-name.ts';
import { errorCode, type StoreFiles } from './store-files.ts';
import { problemOf } from './store-problem.ts';

/** What one file of a key turned out to be. */
export type FileReading =
  | { readonly kind: 'good'; readonly file: EventFile; readonly key: string; readonly event: HistoryEvent }
  | { readonly kind: 'damaged'; readonly file: EventFile; readonly cause: string }
  /** Cannot be understood and must not be touched. */
  | { readonly kind: 'blocked'; readonly file: EventFile; readonly cause: string; readonly hint: string }
  /** It was there a moment ago: another process pruned it or set it aside. */
  | { readonly kind: 'gone' };

const AT_ONCE = 16;
/** A job of many rounds and endpoints has about 1 MB. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** The names in a key's folder, told apart, oldest first. */
export async function listEventFiles(files: StoreFiles, folder: string) {
  const events: EventFile[] = [];
  const foreign: string[] = [];
  for (const name of [...(await files.names(folder))].sort()) {
    const file = parseEventFileName(name);
    if (file !== null) events.push(file);
    else if (name.endsWith('.json') && !name.startsWith('.')) foreign.push(name);
  }
  return { events, foreign };
}

/** Reads files, some at a time; one answer per file, in order. */
export async function readEventFiles(
  files: StoreFiles,
  folder: string,
  wanted: readonly EventFile[],
): Promise<readonly FileReading[]> {
  const readings: FileReading[] = [];
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE);
    readings.push(...(await Promise.all(some.map((file) => readEventFile(files, folder, file)))));
  }
  return readings;
}

export async function readEventFile(
  files: StoreFiles,
  folder: string,
  file: EventFile,
): Promise<FileReading> {
  try {
    const location = path.join(folder, file.name);
    const { bytes } = await files.info(location);
    if (bytes > MAX_FILE_BYTES)
      return { kind: 'damaged', file, cause: `it has ${bytes} bytes, far too many` };
    return interpret(file, await files.read(location));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'gone' };
    return { kind: 'blocked', file, ...problemOf(error) };
  }
}

function interpret(file: EventFile, text: string): FileReading {
  const read = parseEventRecord(text);
  switch (read.kind) {
    case 'good':
      return { kind: 'good', file, key: read.record.key, event: read.record.event };
    case 'damaged':
      return { kind: 'damaged', file, cause: read.cause };
    case 'newer':
      return {
        kind: 'blocked',
        file,
        cause: `it has schema ${read.schemaVersion}, and this perf-gate knows ${EVENT_SCHEMA_VERSION}`,
        hint: 'A newer perf-gate wrote it: use that version, or newer, here too. The file was not touched.',
      };
  }
}
