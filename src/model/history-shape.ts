import {
  type Check,
  flag,
  nonEmptyList,
  nullable,
  object,
  oneOf,
  text,
  time,
  union,
} from '../lib/json-shape.ts';
import { findingShape } from './finding-shape.ts';
import type { Acceptance, FindingEntry, HistoryEntry, HistoryEvent } from './history.ts';
import { runShape } from './run-shape.ts';
import { VERDICT_KINDS } from './verdict.ts';

const MAX_ROUNDS = 1_000;
const MAX_ID = 1_000;

const acceptance: Check<Acceptance> = object({
  entry: text(MAX_ID),
  by: text(),
  at: time,
  why: text(),
  commit: nullable(text()),
});

const job = {
  id: text(MAX_ID),
  at: time,
  commit: nullable(text()),
  branch: nullable(text()),
  verdict: oneOf(...VERDICT_KINDS),
  status: oneOf('promoted', 'withheld'),
  statusReason: text(),
  opensEpoch: flag,
  acceptance: nullable(acceptance),
};

const entry: Check<HistoryEntry> = object({ ...job, runs: nonEmptyList(runShape, MAX_ROUNDS) });
const finding: Check<FindingEntry> = object({ ...job, finding: findingShape }, { job: nullable(text()) });

/** A `HistoryEvent` as it comes from a file. */
export const historyEventShape: Check<HistoryEvent> = union({
  entry: object({ kind: oneOf('entry'), entry }),
  finding: object({ kind: oneOf('finding'), finding }),
  acceptance: object({ kind: oneOf('acceptance'), acceptance }),
  pin: object({ kind: oneOf('pin'), entry: nullable(text(MAX_ID)), by: text(), at: time, why: text() }),
});
