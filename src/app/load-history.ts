import { GateError, isGateError } from '../model/gate-error.ts';
import { baselineEntries, type History } from '../model/history.ts';
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
    case 'absent': {
      const { source, notices = [] } = lookup;
      return { history: { key, entries: [], pinnedEntry: null }, source, notices };
    }
    case 'unreadable':
      throw unreadable(key, `${lookup.where}: ${lookup.cause}`, lookup.hint);
    case 'unknown':
      throw unreadable(key, lookup.cause, lookup.hint);
  }
}

/**
 * The history of a key, to be judged against.
 * @throws GateError STORE_UNREADABLE, also when the entry that somebody pinned is gone: that is no missing baseline.
 */
export async function loadBaseline(store: BaselineStore, key: string): Promise<LoadedHistory> {
  const loaded = await loadHistory(store, key);
  const { history, source } = loaded;
  if (history.pinnedEntry === null || baselineEntries(history).length > 0) return loaded;
  throw unreadable(
    key,
    `the entry ${history.pinnedEntry}, which is pinned, is not in ${source}`,
    'Restore its file or import it, or go back to the whole epoch: perf-gate baseline pin --unpin.',
  );
}

/** The same for pairs, whose base is beside them: they do without a history that cannot be read, and say so. */
export async function loadBaselineIfReadable(store: BaselineStore, key: string): Promise<LoadedHistory> {
  try {
    return await loadBaseline(store, key);
  } catch (error) {
    if (!isGateError(error) || error.code !== 'STORE_UNREADABLE') throw error;
    const text = `The head was not screened against earlier runs, and is held against the base alone: ${error.message}. ${error.hint ?? ''}`;
    const history = { key, entries: [], pinnedEntry: null };
    return {
      history,
      source: store.description,
      notices: [{ code: 'baseline-not-read', text: text.trim() }],
    };
  }
}

function unreadable(key: string, cause: string, hint: string): GateError {
  return new GateError('STORE_UNREADABLE', `reading the baseline of ${JSON.stringify(key)}: ${cause}`, {
    fault: 'environment',
    hint,
  });
}

/**
 * The history of a key that must be there.
 * @throws GateError BASELINE_NOT_FOUND with the keys that are there, STORE_UNREADABLE
 */
export async function requireHistory(store: BaselineStore, key: string): Promise<History> {
  const { history } = await loadHistory(store, key);
  if (history.entries.length > 0) return history;
  const keys = await store.keys();
  const there = keys.length === 0 ? 'it holds none' : `it holds ${keys.slice(0, 10).join(', ')}`;
  throw new GateError(
    'BASELINE_NOT_FOUND',
    `no baseline ${JSON.stringify(key)} in ${store.description}: ${there}`,
    {
      fault: 'user',
      hint: 'Name the key with --key and the directory with --store; perf-gate run files the first one.',
    },
  );
}
