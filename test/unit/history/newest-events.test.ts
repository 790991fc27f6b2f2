import { expect, it } from 'vitest';
import { newestEvents } from '../../../src/history/newest-events.ts';
import type { HistoryEvent } from '../../../src/model/history.ts';
import { entryEvent } from '../../contract/baseline-store.contract.ts';

const idOf = (event: HistoryEvent) => (event.kind === 'entry' ? event.entry.id : event.kind);
const idsOf = (events: readonly HistoryEvent[]) => events.map(idOf);

const promoted = [1, 3, 5, 7].map((seed) => entryEvent(seed));
const withheld = [2, 4, 6].map((seed) => entryEvent(seed, { status: 'withheld' }));
const all = [...withheld, ...promoted];

it('keeps the newest of each kind, in the order of time', () => {
  const kept = newestEvents(all, { keepPromoted: 2, keepWithheld: 1 });
  expect(idsOf(kept)).toEqual([5, 6, 7].map((seed) => idOf(entryEvent(seed))));
  expect(newestEvents(all, { keepPromoted: 99, keepWithheld: 99 })).toHaveLength(7);
  expect(newestEvents(all, { keepPromoted: 0, keepWithheld: 0 })).toEqual([]);
});

it('keeps every decision and what it names', () => {
  const pin: HistoryEvent = {
    kind: 'pin',
    entry: idOf(entryEvent(1)),
    by: 'k',
    at: '2027-01-01T00:00:00Z',
    why: '',
  };
  const acceptance: HistoryEvent = {
    kind: 'acceptance',
    acceptance: { entry: idOf(entryEvent(2)), by: 'k', at: '2027-01-02T00:00:00Z', why: '', commit: null },
  };
  const kept = newestEvents([pin, acceptance, ...all], { keepPromoted: 1, keepWithheld: 0 });
  expect(idsOf(kept)).toEqual([...[1, 2, 7].map((seed) => idOf(entryEvent(seed))), 'pin', 'acceptance']);
});
