import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../src/model/history.ts';
import type { BaselineStore } from '../../src/ports/baseline-store.ts';
import { entryEvent } from './baseline-store.contract.ts';

export interface ReadOnlyHarness {
  readonly store: BaselineStore;
  /** Puts a baseline where the store finds it, as another job would. */
  put(key: string, events: readonly HistoryEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** What the `BaselineStore` port promises of reading, for stores that are filled by somebody else. */
export function describeReadOnlyStore(name: string, makeHarness: () => Promise<ReadOnlyHarness>): void {
  describe(`baseline store, reading: ${name}`, () => {
    let harness: ReadOnlyHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.close());

    it('has nothing at first', async () => {
      expect(await harness.store.keys()).toEqual([]);
      expect(await harness.store.load('k')).toMatchObject({ kind: 'absent' });
      expect(await harness.store.events('k')).toMatchObject({ kind: 'absent' });
    });

    it('gives back what was put, equal to the last digit, in the order of time', async () => {
      const events = [3, 1, 2].map((seed) => entryEvent(seed, { rounds: 2 }));
      await harness.put('k', events);
      const inTime = [events[1], events[2], events[0]];
      expect(await harness.store.events('k')).toMatchObject({ kind: 'found', events: inTime });
      expect(await harness.store.load('k')).toMatchObject({
        kind: 'found',
        history: { entries: inTime.map((event) => (event?.kind === 'entry' ? event.entry : null)) },
      });
    });

    it('folds decisions into the history', async () => {
      const withheld = entryEvent(2, { status: 'withheld', verdict: 'regressed' });
      const entry = withheld.kind === 'entry' ? withheld.entry.id : '';
      const at = '2026-03-01T00:00:00Z';
      const acceptance = { entry, by: 'kim', at, why: 'new ranking', commit: 'abc' };
      await harness.put('k', [
        entryEvent(1),
        withheld,
        { kind: 'acceptance', acceptance },
        { kind: 'pin', entry, by: 'kim', at, why: 'release' },
      ]);
      expect(await harness.store.load('k')).toMatchObject({
        history: { pinnedEntry: entry, entries: [{}, { status: 'promoted', opensEpoch: true, acceptance }] },
      });
    });

    it.each(['', '../../etc/passwd', 'a/b\\c', 'null\0byte', '\u{1f680}', '__proto__', 'k'.repeat(5_000)])(
      'tells the key %j from others',
      async (key) => {
        await harness.put(key, [entryEvent(1)]);
        expect((await harness.store.load(key)).kind).toBe('found');
        expect((await harness.store.load(`${key}x`)).kind).toBe('absent');
        expect(await harness.store.keys()).toEqual([key]);
      },
    );
  });
}
