import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeChainedStore } from '../../../../src/adapters/store-chain/chained-store.ts';
import type { BaselineStore } from '../../../../src/ports/baseline-store.ts';
import { entryEvent } from '../../../contract/baseline-store.contract.ts';
import { type MemoryStore, makeMemoryStore } from '../../../support/memory-store.ts';

const DOWN = { kind: 'unknown', cause: 'the cache is down', hint: 'Run again.' } as const;
const BROKEN = { kind: 'unreadable', where: 'entry 7', cause: 'cut off', hint: 'Delete it.' } as const;
const NO = { kind: 'refused', reason: 'read-only', hint: 'Ask.' } as const;

interface Chain {
  readonly store: BaselineStore;
  readonly cache: MemoryStore;
  readonly artifact: MemoryStore;
  readonly warnings: string[];
}

function aChain(writable: readonly [boolean, boolean] = [true, true]): Chain {
  const cache = { ...makeMemoryStore(), description: 'the cache' };
  const artifact = { ...makeMemoryStore(), description: 'the artifact' };
  const warnings: string[] = [];
  const silent = () => undefined;
  const store = makeChainedStore({
    links: [
      { store: cache, goneBecause: 'GitHub evicts what is old', isWritable: writable[0] },
      { store: artifact, goneBecause: null, isWritable: writable[1] },
    ],
    graceMs: 30,
    logger: { debug: silent, info: silent, error: silent, warn: (text) => void warnings.push(text) },
  });
  return { store, cache, artifact, warnings };
}

const entries = (...seeds: readonly number[]) => seeds.map((seed) => entryEvent(seed));

async function eventsOf(store: BaselineStore): Promise<unknown> {
  const lookup = await store.events('k');
  return lookup.kind === 'found' ? lookup.events : lookup.kind;
}

describe('a look into the chain', () => {
  it('is answered by the first link; commit and age are in the history', async () => {
    const { store, cache, artifact } = aChain();
    const first = entryEvent(1, { at: '2026-01-02T00:00:00Z' });
    await cache.add('k', first);
    await artifact.add('k', first);
    expect(await store.events('k')).toEqual({
      kind: 'found',
      events: [first],
      source: 'memory',
      notices: [],
    });
    expect(await store.load('k')).toMatchObject({ kind: 'found', history: { entries: [{}] } });
  });

  it('counts what only a later link has, and tells', async () => {
    const { store, cache, artifact } = aChain();
    for (const event of entries(1, 3)) await cache.add('k', event);
    for (const event of entries(1, 2)) await artifact.add('k', event);
    expect(await store.events('k')).toMatchObject({
      events: entries(1, 2, 3),
      notices: [
        { code: 'baseline-completed', text: '1 event(s) of this baseline were only in memory; they count.' },
      ],
    });
  });

  it('does not wait for a later link when an earlier one has the baseline', async () => {
    const { store, cache, artifact } = aChain();
    await cache.add('k', entryEvent(1));
    artifact.events = () => new Promise(() => undefined);
    expect(await eventsOf(store)).toEqual(entries(1));
  });

  it('waits for an earlier link although a later one has the baseline', async () => {
    const { store, cache, artifact } = aChain();
    await cache.add('k', entryEvent(1));
    await artifact.add('k', entryEvent(2));
    const { events } = cache;
    cache.events = async (key) => {
      await sleep(60);
      return events(key);
    };
    expect(await eventsOf(store)).toEqual(entries(1, 2));
  });

  it('says nothing of a later link that failed', async () => {
    const { store, cache, artifact } = aChain();
    await cache.add('k', entryEvent(1));
    artifact.failReads(DOWN);
    expect(await store.load('k')).toMatchObject({ kind: 'found', notices: [] });
  });

  it('tells when a link no longer has what a later one has', async () => {
    const { store, artifact } = aChain();
    await artifact.add('k', entryEvent(2));
    expect(await store.load('k')).toMatchObject({
      kind: 'found',
      notices: [
        { code: 'baseline-evicted', text: expect.stringMatching(/^the cache has no entry .*GitHub evicts/) },
      ],
    });
  });

  it.each([
    ['down', DOWN, /^the cache is down\./],
    ['broken', BROKEN, /^entry 7: cut off\./],
  ])('is answered by a later link when one is %s, and tells', async (_, failure, text) => {
    const { store, cache, artifact } = aChain();
    cache.failReads(failure);
    await artifact.add('k', entryEvent(2));
    expect(await store.load('k')).toMatchObject({
      kind: 'found',
      notices: [{ code: 'baseline-fallback', text: expect.stringMatching(text) }],
    });
  });

  it('is absent only when every link says so', async () => {
    const { store, cache, artifact } = aChain();
    expect(await store.load('k')).toEqual({ kind: 'absent', source: 'memory, then memory', notices: [] });
    artifact.failReads(BROKEN);
    expect(await store.load('k')).toEqual(BROKEN);
    artifact.failReads(DOWN);
    expect(await store.load('k')).toEqual(DOWN);
    cache.failReads(BROKEN);
    expect(await store.events('k')).toEqual(DOWN);
  });

  it('passes on what an absent link has to say', async () => {
    const { cache, artifact } = aChain();
    const notice = { code: 'baseline-expired', text: 'it expired' };
    const silent = {
      ...artifact,
      events: async () => ({ kind: 'absent', source: 'x', notices: [notice] }) as const,
    };
    const store = makeChainedStore({
      links: [
        { store: silent, goneBecause: null, isWritable: true },
        { store: cache, goneBecause: null, isWritable: true },
      ],
      logger: { debug() {}, info() {}, warn() {}, error() {} },
    });
    expect(await store.load('k')).toMatchObject({ kind: 'absent', notices: [notice] });
    await cache.add('k', entryEvent(1));
    expect(await store.load('k')).toMatchObject({ kind: 'found', notices: [notice] });
  });
});

describe('an addition', () => {
  it('goes to every link, with what the link does not have', async () => {
    const { store, cache, artifact, warnings } = aChain();
    for (const event of entries(1, 2)) await artifact.add('k', event);
    await store.load('k');
    expect(await store.add('k', entryEvent(3))).toEqual({ kind: 'saved', where: 'memory and memory' });
    expect(await eventsOf(cache)).toEqual(entries(1, 2, 3));
    expect(await eventsOf(artifact)).toEqual(entries(1, 2, 3));
    expect(warnings).toEqual([]);
  });

  it('looks first when nobody has', async () => {
    const { store, cache, artifact } = aChain();
    await cache.add('k', entryEvent(1));
    await store.add('k', entryEvent(2));
    expect(await eventsOf(artifact)).toEqual(entries(1, 2));
    expect((await store.add('k', entryEvent(2))).kind).toBe('already-there');
  });

  it('is saved when one link has it; the other refusal is told', async () => {
    const { store, cache, warnings } = aChain();
    cache.refuseWrites(NO);
    expect(await store.add('k', entryEvent(1))).toEqual({ kind: 'saved', where: 'memory' });
    expect(warnings).toEqual(['The run was not saved in the cache: read-only. Ask.']);
  });

  it('is refused when every link refuses, with all reasons', async () => {
    const { store, cache, artifact, warnings } = aChain();
    cache.refuseWrites(NO);
    artifact.refuseWrites({ ...NO, reason: 'full' });
    expect(await store.add('k', entryEvent(1))).toEqual({
      kind: 'refused',
      reason: 'read-only; full',
      hint: 'Ask. Ask.',
    });
    expect(warnings).toEqual([]);
  });

  it('does not trouble a link that is only read', async () => {
    const { store, cache, artifact, warnings } = aChain([false, true]);
    cache.refuseWrites(NO);
    expect((await store.add('k', entryEvent(1))).kind).toBe('saved');
    expect(await eventsOf(artifact)).toEqual(entries(1));
    expect(warnings).toEqual([]);
    expect(await aChain([false, false]).store.add('k', entryEvent(1))).toMatchObject({ kind: 'refused' });
  });

  it('does not hide what a link has that was down: both stay', async () => {
    const { store, cache, artifact } = aChain();
    await cache.add('k', entryEvent(1));
    await artifact.add('k', entryEvent(2));
    const events = cache.events;
    cache.events = async () => DOWN;
    await store.load('k');
    await store.add('k', entryEvent(3));
    cache.events = events;
    expect(await eventsOf(cache)).toEqual(entries(1, 2, 3));
  });
});

describe('keys', () => {
  it('are those of all links; a link that cannot say is told only when no other can', async () => {
    const { store, cache, artifact } = aChain();
    await cache.add('b', entryEvent(1));
    await artifact.add('a', entryEvent(1));
    expect(await store.keys()).toEqual(['a', 'b']);
    cache.keys = () => Promise.reject(new Error('no listing'));
    expect(await store.keys()).toEqual(['a']);
    artifact.keys = () => Promise.reject(new Error('neither'));
    await expect(store.keys()).rejects.toThrow('no listing');
  });
});
