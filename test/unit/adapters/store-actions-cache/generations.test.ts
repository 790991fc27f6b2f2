import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../src/adapters/node/system-clock.ts';
import type { CacheRestore, CacheSave } from '../../../../src/adapters/store-actions-cache/actions-cache.ts';
import { makeActionsCacheStore } from '../../../../src/adapters/store-actions-cache/actions-cache-store.ts';
import type { ActionsCacheStoreOptions } from '../../../../src/adapters/store-actions-cache/store-options.ts';
import type { BaselineStore } from '../../../../src/ports/baseline-store.ts';
import { entryEvent } from '../../../contract/baseline-store.contract.ts';
import { MemoryActionsCache, type MemoryActionsCacheOptions } from '../../../support/memory-actions-cache.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { makeTempFolder, type TempFolder } from '../../../support/temp-folder.ts';

let folder: TempFolder;
let cache: MemoryActionsCache;
beforeEach(async () => {
  folder = await makeTempFolder();
  renew();
});
afterEach(() => folder.remove());

function renew(more: Partial<MemoryActionsCacheOptions> = {}): void {
  cache = new MemoryActionsCache({ folder, ...more });
}

const QUICK = { patienceMs: 60, pollMs: 2 };

/** A store of its own each time, as every job has. */
function aStore(more: Partial<ActionsCacheStoreOptions> = {}): BaselineStore {
  const scope = { reads: ['main'], writes: 'main' } as const;
  return makeActionsCacheStore({
    open: cache.open,
    scope,
    clock: systemClock,
    listing: null,
    ...QUICK,
    ...more,
  });
}

async function ids(store = aStore()): Promise<readonly string[]> {
  const lookup = await store.load('k');
  if (lookup.kind === 'absent') return [];
  if (lookup.kind !== 'found') throw new Error(JSON.stringify(lookup));
  return lookup.history.entries.map(({ id }) => id);
}

const idOf = (seed: number) => {
  const event = entryEvent(seed);
  return event.kind === 'entry' ? event.entry.id : '';
};

const keys = () => cache.entries.map(({ key }) => key.replace('perf-gate/1/k/', ''));
const failed: CacheRestore & CacheSave = { kind: 'failed', cause: 'the service is down', hint: 'later' };

describe('jobs that write at once', () => {
  it('lose nothing, however their steps interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 2, max: 4 }), async (seed, jobs) => {
        const random = seededRandom(seed);
        renew({
          async between() {
            for (let turns = Math.floor(random() * 12); turns > 0; turns--) await turn();
          },
        });
        const seeds = Array.from({ length: jobs }, (_, index) => index + 1);
        const patient = { patienceMs: 5_000 };
        const answers = await Promise.all(seeds.map((s) => aStore(patient).add('k', entryEvent(s))));
        expect(answers.map(({ kind }) => kind)).toEqual(seeds.map(() => 'saved'));
        expect(await ids()).toEqual(seeds.map(idOf));
        // One number each: nobody wrote twice what was there already.
        expect(cache.entries).toHaveLength(jobs);
      }),
      { numRuns: 5, seed: 7 },
    );
  });

  it('lose nothing of what was said to be saved, also when some are slower than others are patient', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = seededRandom(seed);
        renew({
          between: (step) =>
            (step === 'reserved' && random() < 0.4 ? sleep(150) : turn()).then(() => undefined),
        });
        const seeds = [1, 2, 3];
        const answers = await Promise.all(seeds.map((s) => aStore().add('k', entryEvent(s))));
        const saved = seeds.filter((_, index) => answers[index]?.kind === 'saved');
        expect(saved.length).toBeGreaterThan(0);
        expect(await ids()).toEqual(expect.arrayContaining(saved.map(idOf)));
      }),
      { numRuns: 5, seed: 7 },
    );
  });

  it('pass by a number whose job was cancelled', async () => {
    await aStore().add('k', entryEvent(1));
    cache.reserve('perf-gate/1/k/main/00000002');
    expect(await aStore().add('k', entryEvent(2))).toMatchObject({ kind: 'saved' });
    expect(keys()).toEqual(['main/00000001', 'main/00000002', 'main/00000003']);
    expect(await ids()).toEqual([idOf(1), idOf(2)]);
  });

  it('are told when others write all the time', async () => {
    const takenForEver = Array.from({ length: 500 }, (): CacheSave => ({ kind: 'taken' }));
    cache.nextSaves.push(...takenForEver);
    const answer = await aStore({ limitMs: 300, patienceMs: 10 }).add('k', entryEvent(1));
    expect(answer).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/other jobs were writing/),
    });
  });
});

describe('a save that fails', () => {
  it.each<[string, CacheSave, RegExp]>([
    [
      'because the token may only read',
      { kind: 'denied', cause: 'cache write denied: x' },
      /read the Actions cache but not write it/,
    ],
    ['because the service is down', failed, /the service is down/],
  ])('%s refuses, says why and changes nothing', async (_, save, reason) => {
    await aStore().add('k', entryEvent(1));
    cache.nextSaves.push(save);
    expect(await aStore().add('k', entryEvent(2))).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
      hint: expect.stringMatching(/./),
    });
    expect(await ids()).toEqual([idOf(1)]);
  });

  it('does not add to what it could not read', async () => {
    await aStore().add('k', entryEvent(1));
    cache.nextRestores.push(failed);
    expect(await aStore().add('k', entryEvent(2))).toMatchObject({ kind: 'refused' });
    expect(cache.entries).toHaveLength(1);
  });

  it('is saved all the same when only the answer was lost', async () => {
    const store = aStore();
    await store.add('k', entryEvent(1));
    // Another store does the work; then the first is told that it failed.
    cache.nextSaves.push(failed);
    const lost = cache.open;
    const answer = await aStore({
      open: async (limit) => {
        const session = await lost(limit);
        return {
          ...session,
          async save(from, key) {
            const planned = cache.nextSaves.shift();
            await session.save(from, key);
            return planned ?? { kind: 'saved' };
          },
        };
      },
    }).add('k', entryEvent(2));
    expect(answer).toEqual({ kind: 'saved', where: 'perf-gate/1/k/main/00000002' });
  });

  it('refuses when the cache cannot even be opened', async () => {
    const open = () => Promise.reject(new Error('no room for a process'));
    expect(await aStore({ open }).add('k', entryEvent(1))).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/no room for a process/),
    });
    expect(await aStore({ open }).load('k')).toMatchObject({ kind: 'unknown' });
  });
});

describe('what cannot be read', () => {
  const damaged = (generation: number): CacheRestore => ({
    kind: 'damaged',
    cacheKey: `perf-gate/1/k/main/0000000${generation}`,
    cause: 'tar: not an archive',
  });

  it('is unknown while the service is down', async () => {
    cache.nextRestores.push(failed);
    expect(await aStore().load('k')).toEqual({
      kind: 'unknown',
      cause: 'the Actions cache of main: the service is down',
      hint: 'later',
    });
  });

  it('gives way to the entry before it, with a notice', async () => {
    for (const seed of [1, 2]) await aStore().add('k', entryEvent(seed));
    cache.nextRestores.push(damaged(2));
    expect(await aStore().load('k')).toMatchObject({
      kind: 'found',
      source: 'the Actions cache of main (entry 1)',
      history: { entries: [{ id: idOf(1) }] },
      notices: [{ code: 'cache-damaged-entry', text: expect.stringMatching(/00000002 is damaged/) }],
    });
  });

  it('is unreadable when no earlier one is left, and is not built on', async () => {
    cache.nextRestores.push(damaged(1));
    expect(await aStore().load('k')).toMatchObject({
      kind: 'unreadable',
      where: 'perf-gate/1/k/main/00000001',
      cause: expect.stringMatching(/cannot be unpacked/),
      hint: expect.stringMatching(/gh cache delete perf-gate\/1\/k\/main\/00000001/),
    });
    cache.nextRestores.push(damaged(1));
    expect(await aStore().add('k', entryEvent(1))).toMatchObject({ kind: 'refused' });
  });

  it('is repaired by the next save, at once: the number after the damaged one', async () => {
    for (const seed of [1, 2]) await aStore().add('k', entryEvent(seed));
    cache.nextRestores.push(damaged(2));
    const store = aStore({ patienceMs: 60_000 });
    // Its exact number is damaged, too.
    cache.damagedKeys.add('perf-gate/1/k/main/00000002');
    expect(await store.add('k', entryEvent(3))).toMatchObject({ kind: 'saved' });
    expect(keys()).toEqual(['main/00000001', 'main/00000002', 'main/00000003']);
    expect(await ids()).toEqual([idOf(1), idOf(3)]);
  });
});

describe('branches', () => {
  it('begin with the baseline of the default branch, and then go their own way', async () => {
    await aStore().add('k', entryEvent(1));
    const release = { reads: ['release', 'main'], writes: 'release' } as const;
    expect(await ids(aStore({ scope: release }))).toEqual([idOf(1)]);
    await aStore({ scope: release }).add('k', entryEvent(2));
    expect(await ids(aStore({ scope: release }))).toEqual([idOf(1), idOf(2)]);
    expect(await ids()).toEqual([idOf(1)]);
    expect(keys()).toEqual(['main/00000001', 'release/00000001']);
  });

  it('without baselines add nothing, and say so', async () => {
    const pull = { reads: ['main'], writes: null } as const;
    expect(await aStore({ scope: pull }).add('k', entryEvent(1))).toMatchObject({
      kind: 'refused',
      reason: 'only runs of main add to its baseline',
    });
    expect(cache.saves).toBe(0);
  });
});

describe('size', () => {
  it('is bounded: the newest promoted entries stay, and those that people named', async () => {
    const store = aStore({ keepPromoted: 3 });
    await store.add('k', entryEvent(1));
    await store.add('k', { kind: 'pin', entry: idOf(1), by: 'kim', at: '2026-03-01T00:00:00Z', why: 'w' });
    await Promise.all([2, 3, 4, 5, 6].map((seed) => store.add('k', entryEvent(seed))));
    expect(await ids()).toEqual([1, 4, 5, 6].map(idOf));
  });
});

it('keys need a listing', async () => {
  await expect(aStore().keys()).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
  const listing = () => Promise.reject(Object.assign(new Error('x'), { status: 403, response: {} }));
  await expect(aStore({ listing }).keys()).rejects.toThrow(/GitHub answered 403/);
});
