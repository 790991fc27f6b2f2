import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldFindings } from '../../src/history/fold-history.ts';
import type { FindingEntry, HistoryEvent } from '../../src/model/history.ts';
import type { BaselineStore } from '../../src/ports/baseline-store.ts';
import { aFindingEntry, aSoakFinding, aSpikeFinding } from '../support/finding-builder.ts';
import { anEntry } from '../support/run-builder.ts';

export interface BaselineStoreHarness {
  readonly store: BaselineStore;
  close(): Promise<void>;
}

const QUICK = { requests: 20, seconds: 2 };

export function entryEvent(seed: number, more: Parameters<typeof anEntry>[0] = {}): HistoryEvent {
  return { kind: 'entry', entry: anEntry({ seed, run: QUICK, ...more }) };
}

function pin(entry: string | null, at: string): HistoryEvent {
  return { kind: 'pin', entry, by: 'kim', at, why: 'release' };
}

const HOSTILE_KEYS = [
  '',
  '.',
  '..',
  '../../etc/passwd',
  '/absolute',
  'a/b\\c',
  'C:\\x',
  'con',
  'nul.txt',
  'Baseline',
  'baseline',
  'BASELINE',
  'trailing.',
  ' blank ',
  'new\nline',
  'null\0byte',
  'caf\u00e9',
  'cafe\u0301',
  '\u{1f680}',
  '%2e%2e',
  '%~',
  'damaged',
  '__proto__',
  'k'.repeat(5_000),
  `${'k'.repeat(5_000)}!`,
  '\u{1f680}'.repeat(500),
];

/** What the `BaselineStore` port promises, run on every store. */
export function describeBaselineStore(name: string, makeHarness: () => Promise<BaselineStoreHarness>): void {
  describe(`baseline store: ${name}`, () => {
    let harness: BaselineStoreHarness;
    let store: BaselineStore;
    beforeEach(async () => {
      harness = await makeHarness();
      store = harness.store;
    });
    afterEach(() => harness.close());

    async function historyOf(key: string) {
      const lookup = await store.load(key);
      if (lookup.kind !== 'found') throw new Error(`expected found, got ${JSON.stringify(lookup)}`);
      return lookup.history;
    }
    const idsOf = async (key: string) => (await historyOf(key)).entries.map((entry) => entry.id);
    const idOf = (event: HistoryEvent) => (event.kind === 'entry' ? event.entry.id : '');

    it('has nothing at first', async () => {
      expect(await store.keys()).toEqual([]);
      expect(await store.load('k')).toMatchObject({ kind: 'absent' });
      expect(await store.events('k')).toMatchObject({ kind: 'absent' });
    });

    it('gives back what was added, equal to the last digit', async () => {
      const event = entryEvent(1, { rounds: 2 });
      expect(await store.add('k', event)).toMatchObject({ kind: 'saved' });
      expect((await historyOf('k')).entries).toEqual([event.kind === 'entry' ? event.entry : null]);
      expect(await store.events('k')).toMatchObject({ kind: 'found', events: [event] });
    });

    it('is in the order of time, whatever order things were added in', async () => {
      for (const seed of [3, 1, 2]) await store.add('k', entryEvent(seed));
      expect(await idsOf('k')).toEqual([1, 2, 3].map((seed) => idOf(entryEvent(seed))));
    });

    it('adds the same event once', async () => {
      const accept: HistoryEvent = {
        kind: 'acceptance',
        acceptance: { entry: 'x', by: 'kim', at: '2026-01-02T00:00:00Z', why: 'w', commit: null },
      };
      for (const event of [entryEvent(1), accept, pin('x', '2026-01-03T00:00:00Z')]) {
        expect((await store.add('k', event)).kind).toBe('saved');
        expect((await store.add('k', structuredClone(event))).kind).toBe('already-there');
      }
      expect(await idsOf('k')).toHaveLength(1);
    });

    it('takes an entry with a known id for the one that is there', async () => {
      await store.add('k', entryEvent(1));
      const again = await store.add('k', entryEvent(1, { status: 'withheld', at: '2027-01-01T00:00:00Z' }));
      expect(again.kind).toBe('already-there');
      expect((await historyOf('k')).entries).toMatchObject([{ status: 'promoted' }]);
    });

    it('keeps what stress, spike and soak tests found, and takes none of it for a baseline', async () => {
      const findings = [aFindingEntry(aSpikeFinding(), 1), aFindingEntry(aSoakFinding(), 2)];
      const event = (finding: FindingEntry): HistoryEvent => ({ kind: 'finding', finding });
      for (const finding of findings) expect((await store.add('k', event(finding))).kind).toBe('saved');
      const first = findings[0] as FindingEntry;
      expect((await store.add('k', event(first))).kind).toBe('already-there');
      await store.add('k', {
        kind: 'acceptance',
        acceptance: { entry: first.id, by: 'kim', at: '2027-01-02T00:00:00Z', why: 'meant', commit: null },
      });
      const lookup = await store.events('k');
      const kept = lookup.kind === 'found' ? foldFindings(lookup.events) : [];
      expect(kept.map(({ finding }) => finding)).toEqual(findings.map(({ finding }) => finding));
      expect(kept[0]).toMatchObject({ opensEpoch: true, acceptance: { by: 'kim' } });
      expect((await historyOf('k')).entries).toEqual([]);
    });

    // T-26
    it('loses nothing when many add at once', async () => {
      const seeds = Array.from({ length: 30 }, (_, index) => index + 1);
      await Promise.all(seeds.map((seed) => store.add('k', entryEvent(seed))));
      expect(await idsOf('k')).toHaveLength(30);
    });

    it('promotes an accepted entry, which then opens an epoch', async () => {
      const withheld = entryEvent(2, { status: 'withheld', verdict: 'regressed' });
      await store.add('k', entryEvent(1));
      await store.add('k', withheld);
      const acceptance = {
        entry: idOf(withheld),
        by: 'kim',
        at: '2026-01-02T00:00:00Z',
        why: 'ranks by relevance',
        commit: 'abc',
      };
      await store.add('k', { kind: 'acceptance', acceptance });
      expect((await historyOf('k')).entries[1]).toMatchObject({
        status: 'promoted',
        statusReason: 'accepted by kim: ranks by relevance',
        opensEpoch: true,
        verdict: 'regressed',
        acceptance,
      });
    });

    it('pins and unpins, in the order of time', async () => {
      await store.add('k', entryEvent(1));
      await store.add('k', pin(null, '2026-03-02T00:00:00Z'));
      await store.add('k', pin('x', '2026-03-01T00:00:00Z'));
      expect((await historyOf('k')).pinnedEntry).toBeNull();
      await store.add('k', pin('x', '2026-03-03T00:00:00Z'));
      expect((await historyOf('k')).pinnedEntry).toBe('x');
    });

    // T-25
    it('keeps keys apart, however hostile, and names them again', async () => {
      for (const [index, key] of HOSTILE_KEYS.entries()) {
        expect((await store.add(key, entryEvent(index + 1))).kind, JSON.stringify(key)).toBe('saved');
      }
      for (const [index, key] of HOSTILE_KEYS.entries()) {
        expect(await idsOf(key), JSON.stringify(key)).toEqual([idOf(entryEvent(index + 1))]);
      }
      expect(await store.keys()).toEqual([...HOSTILE_KEYS].sort());
    });

    it.each(['1969-12-31T23:59:59Z', '2099-01-01T00:00:00Z', '+275000-01-01T00:00:00Z'])(
      'keeps an entry of a clock that said %s',
      async (at) => {
        await store.add('k', entryEvent(1));
        await store.add('k', entryEvent(2, { at }));
        expect(await idsOf('k')).toHaveLength(2);
      },
    );
  });
}
