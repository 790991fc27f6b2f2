import { isRecord, parseJson } from '../lib/json-guard.ts';
import { nonEmptyList, number, object, ShapeError } from '../lib/json-shape.ts';
import { GateError } from './gate-error.ts';
import type { Run } from './run.ts';
import { runShape } from './run-shape.ts';

/** What `run.json` holds: the rounds of one job, oldest first. */
export interface RunFile {
  readonly schemaVersion: 1;
  readonly runs: readonly [Run, ...Run[]];
}

const SCHEMA_VERSION = 1;
const runFile = object({ schemaVersion: number(1, SCHEMA_VERSION), runs: nonEmptyList(runShape) });

export function renderRunFile(runs: readonly [Run, ...Run[]]): string {
  const file: RunFile = { schemaVersion: SCHEMA_VERSION, runs };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/**
 * The runs of a `run.json`, or `null` when the text is some other JSON document.
 * @throws GateError RESULTS_DAMAGED for a `run.json` that is not what it should be
 */
export function parseRunFile(text: string, path: string): RunFile['runs'] | null {
  const document = parseJson(text);
  if (!isRecord(document) || !('runs' in document)) return null;
  try {
    return runFile(document, 'run.json').runs;
  } catch (cause) {
    if (!(cause instanceof ShapeError)) throw cause;
    throw new GateError('RESULTS_DAMAGED', `reading ${path}: ${cause.message}`, {
      fault: 'user',
      hint: 'Give the run.json that perf-gate wrote, unchanged; a newer perf-gate may have written it.',
      cause,
    });
  }
}
