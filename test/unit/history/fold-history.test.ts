import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldHistory } from '../../../src/history/fold-history.ts';
import { baselineEntries, type HistoryEvent } from '../../../src/model/history.ts';
import { anEntry } from '../../support/run-builder.ts';

const BASE = anEntry({ run: { requests: 0 } });
const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();

const entry = fc
  .record({ id: fc.nat(6), hour: fc.nat(9), withheld: fc.boolean(), opensEpoch: fc.boolean() })
  .map(({ id, hour, withheld, opensEpoch }): HistoryEvent => {
    const status = withheld ? 'withheld' : 'promoted';
    return { kind: 'entry', entry: { ...BASE, id: `e${id}`, at: at(hour), status, opensEpoch } };
  });
const acceptance = fc
  .record({ id: fc.nat(8), hour: fc.nat(9), why: fc.constantFrom('a', 'b') })
  .map(({ id, hour, why }): HistoryEvent => {
    return {
      kind: 'acceptance',
      acceptance: { entry: `e${id}`, by: 'kim', at: at(hour), why, commit: null },
    };
  });
const pin = fc.record({ id: fc.option(fc.nat(8)), hour: fc.nat(9) }).map(({ id, hour }): HistoryEvent => {
  return { kind: 'pin', entry: id === null ? null : `e${id}`, by: 'kim', at: at(hour), why: 'w' };
});
const events = fc.array(fc.oneof(entry, acceptance, pin), { maxLength: 20 });

describe('the history of events', () => {
  it('does not depend on the order or the number of times that they are given', () => {
    const given = events.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.subarray(all)),
    );
    fc.assert(
      fc.property(given, ([all, shuffled, some]) => {
        expect(foldHistory('k', [...shuffled, ...some])).toEqual(foldHistory('k', all));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('has every entry, once and in the order of time', () => {
    fc.assert(
      fc.property(events, (all) => {
        const { entries } = foldHistory('k', all);
        const ids = all.flatMap((event) => (event.kind === 'entry' ? [event.entry.id] : []));
        expect(new Set(entries.map(({ id }) => id))).toEqual(new Set(ids));
        expect(entries).toHaveLength(new Set(ids).size);
        const times = entries.map((one) => one.at);
        expect(times).toEqual([...times].sort());
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('compares the times, not their texts', () => {
    const early: HistoryEvent = {
      kind: 'entry',
      entry: { ...BASE, id: 'a', at: '2026-01-01T10:00:00+05:00' },
    };
    const late: HistoryEvent = { kind: 'entry', entry: { ...BASE, id: 'b', at: '2026-01-01T06:00:00Z' } };
    expect(foldHistory('k', [late, early]).entries.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('starts the baseline anew at an accepted entry', () => {
    const entries: HistoryEvent[] = [1, 2, 3, 4].map((hour) => ({
      kind: 'entry',
      entry: { ...BASE, id: `e${hour}`, at: at(hour), status: hour === 3 ? 'withheld' : 'promoted' },
    }));
    const accept: HistoryEvent = {
      kind: 'acceptance',
      acceptance: { entry: 'e3', by: 'kim', at: at(9), why: 'w', commit: null },
    };
    const idsOf = (all: HistoryEvent[]) => baselineEntries(foldHistory('k', all)).map(({ id }) => id);
    expect(idsOf(entries)).toEqual(['e1', 'e2', 'e4']);
    expect(idsOf([accept, ...entries])).toEqual(['e3', 'e4']);
  });

  it('survives decisions about entries that are not there', () => {
    const pinned: HistoryEvent = { kind: 'pin', entry: 'gone', by: 'kim', at: at(1), why: 'w' };
    const history = foldHistory('k', [pinned]);
    expect(history).toEqual({ key: 'k', entries: [], pinnedEntry: 'gone' });
  });
});
