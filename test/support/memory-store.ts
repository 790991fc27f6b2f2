import { eventId } from '../../src/history/event-record.ts';
import { foldHistory, inOrder } from '../../src/history/fold-history.ts';
import type { HistoryEvent } from '../../src/model/history.ts';
import type { BaselineLookup, BaselineStore, SaveResult } from '../../src/ports/baseline-store.ts';

type Failure = Exclude<BaselineLookup, { kind: 'found' | 'absent' }>;

export interface MemoryStore extends BaselineStore {
  /** From now on every read answers this. */
  failReads(answer: Failure): void;
  /** From now on nothing can be added. */
  refuseWrites(refusal: Extract<SaveResult, { kind: 'refused' }>): void;
}

/** A `BaselineStore` in memory. */
export function makeMemoryStore(): MemoryStore {
  const events = new Map<string, Map<string, HistoryEvent>>();
  const source = 'memory';
  let failure: Failure | null = null;
  let refusal: SaveResult | null = null;
  const eventsOf = (key: string) => inOrder([...(events.get(key)?.values() ?? [])]);
  return {
    description: source,
    failReads(answer) {
      failure = answer;
    },
    refuseWrites(answer) {
      refusal = answer;
    },
    keys: async () => [...events.keys()].sort(),
    async load(key) {
      if (failure !== null) return failure;
      if (!events.has(key)) return { kind: 'absent', source };
      return { kind: 'found', history: foldHistory(key, eventsOf(key)), source, notices: [] };
    },
    async events(key) {
      if (failure !== null) return failure;
      if (!events.has(key)) return { kind: 'absent', source };
      return { kind: 'found', events: eventsOf(key), source, notices: [] };
    },
    async add(key, event) {
      if (refusal !== null) return refusal;
      const known = events.get(key) ?? new Map<string, HistoryEvent>();
      events.set(key, known);
      if (known.has(eventId(event))) return { kind: 'already-there' };
      known.set(eventId(event), structuredClone(event));
      return { kind: 'saved', where: source };
    },
  };
}
