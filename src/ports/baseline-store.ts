import type { Acceptance, History, HistoryEntry } from '../model/history.ts';
import type { Notice } from '../model/run.ts';

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
  | { readonly kind: 'absent'; readonly source: string }
  | { readonly kind: 'unreadable'; readonly where: string; readonly cause: string; readonly hint: string }
  | { readonly kind: 'unknown'; readonly cause: string; readonly hint: string };

export type SaveResult =
  | { readonly kind: 'saved'; readonly where: string }
  | { readonly kind: 'already-there' }
  | { readonly kind: 'refused'; readonly reason: string; readonly hint: string };

/** What can happen to a history. Events are only ever added. */
export type HistoryEvent =
  | { readonly kind: 'entry'; readonly entry: HistoryEntry }
  | { readonly kind: 'acceptance'; readonly acceptance: Acceptance }
  | {
      readonly kind: 'pin';
      readonly entry: string | null;
      readonly by: string;
      readonly at: string;
      readonly why: string;
    };

/** Keeps histories, by key. Adding an event never loses another one, also when two processes add at once. */
export interface BaselineStore {
  /** For messages: `directory .perf-gate/baselines`. */
  readonly description: string;
  keys(): Promise<readonly string[]>;
  load(key: string): Promise<BaselineLookup>;
  add(key: string, event: HistoryEvent): Promise<SaveResult>;
}
