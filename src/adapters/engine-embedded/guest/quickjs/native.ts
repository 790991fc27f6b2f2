import type { HostBytes } from '../guest-host.ts';

/** What the guest in QuickJS may ask of its host, by number: the first argument of the one native function. */
export const OP = {
  /** Blocks: op, json, bodies -> [json, bodies], or the message of an error. */
  ask: 0,
  /** id, op, json, bodies; the answer comes through the entry `answer`. */
  askLater: 1,
  /** Blocks: ms -> whether the call may go on. */
  sleep: 2,
  /** Blocks: name -> number of elements, -1 when there is no such array. */
  shared: 3,
  /** name, index -> JSON. */
  sharedAt: 4,
  now: 5,
  /** `PackedSamples`: definitions, bytes that begin with the values, number of values. */
  samples: 6,
  log: 7,
  markFailed: 8,
  dropJar: 9,
  /** name, type, contains. */
  declareMetric: 10,
  startTimer: 11,
  stopTimer: 12,
  /** JSON of the end, `null` for no value; JSON of the tags, `null` for the call's; samples as above, if any. */
  finish: 13,
  /** algorithm, key or null, data -> digest or null. */
  hash: 14,
  randomBytes: 15,
  encodeUtf8: 16,
  /** bytes, label, fatal -> text or null. */
  decodeText: 17,
  /** code, id -> a CommonJS module as a function. */
  compile: 18,
  /** -> whether no promise job and no unhandled rejection waits. */
  isIdle: 19,
} as const;

export type NativeValue = string | number | boolean | null | undefined | HostBytes | NativeValue[];

/** The one function of the host. Blocks the whole guest where an op says so. */
export type Native = (op: number, ...values: NativeValue[]) => unknown;
