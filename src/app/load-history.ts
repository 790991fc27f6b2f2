import { GateError } from '../model/gate-error.ts';
import type { History } from '../model/history.ts';
import type { Notice } from '../model/run.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';

export interface LoadedHistory {
  readonly history: History;
  /** Where it came from, in words. */
  readonly source: string;
  readonly notices: readonly Notice[];
}

/**
 * The history of a key; an empty one when there is none yet.
 * @throws GateError STORE_UNREADABLE: not being able to read a baseline is never "there is none".
 */
export async function loadHistory(store: BaselineStore, key: string): Promise<LoadedHistory> {
  const lookup = await store.load(key);
  switch (lookup.kind) {
    case 'found':
      return { history: lookup.history, source: lookup.source, notices: lookup.notices };
    case 'absent':
      return { history: { key, entries: [], pinnedEntry: null }, source: lookup.source, notices: [] };
    case 'unreadable':
      throw unreadable(key, `${lookup.where}: ${lookup.cause}`, lookup.hint);
    case 'unknown':
      throw unreadable(key, lookup.cause, lookup.hint);
  }
}

function unreadable(key: string, cause: string, hint: string): GateError {
  return new GateError('STORE_UNREADABLE', `reading the baseline of ${JSON.stringify(key)}: ${cause}`, {
    fault: 'environment',
    hint,
  });
}
