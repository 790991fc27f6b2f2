import type { History, HistoryEvent } from '../model/history.ts';
import type { Notice } from '../model/run.ts';

export type { HistoryEvent } from '../model/history.ts';

/**
 * The answer to "what is the baseline?".
 * "There is none" and "it could not be read" are different answers, always.
 */
export type BaselineLookup =
  | {
      readonly kind: 'found';
      readonly history: History;
      readonly source: string;
      readonly notices: readonly Notice[];
    }
  | {
      readonly kind: 'absent';
      readonly source: string;
      /** What a person should know who expected one: that it expired, or where nobody could look. */
      readonly notices?: readonly Notice[];
    }
  | { readonly kind: 'unreadable'; readonly where: string; readonly cause: string; readonly hint: string }
  | { readonly kind: 'unknown'; readonly cause: string; readonly hint: string };

/** The same answer with the events themselves: what export and import move. */
export type EventsLookup =
  | {
      readonly kind: 'found';
      /** All that are kept, oldest first. */
      readonly events: readonly HistoryEvent[];
      readonly source: string;
      readonly notices: readonly Notice[];
    }
  | Exclude<BaselineLookup, { readonly kind: 'found' }>;

export type SaveResult =
  | { readonly kind: 'saved'; readonly where: string }
  | { readonly kind: 'already-there' }
  | { readonly kind: 'refused'; readonly reason: string; readonly hint: string };

/** Keeps histories, by key. Adding an event never loses another one, also when two processes add at once. */
export interface BaselineStore {
  /** For messages: `directory .perf-gate/baselines`. */
  readonly description: string;
  /** @throws GateError STORE_UNREADABLE */
  keys(): Promise<readonly string[]>;
  load(key: string): Promise<BaselineLookup>;
  events(key: string): Promise<EventsLookup>;
  add(key: string, event: HistoryEvent): Promise<SaveResult>;
  /**
   * Where it can be told before there is something to add: whether it could be.
   * @throws GateError STORE_UNWRITABLE
   */
  checkWritable?(): Promise<void>;
}
