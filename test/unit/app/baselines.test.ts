import { beforeEach, describe, expect, it } from 'vitest';
import { acceptBaseline } from '../../../src/app/accept-baseline.ts';
import { chosenKey } from '../../../src/app/chosen-key.ts';
import { exportBaselines } from '../../../src/app/export-baselines.ts';
import { importBaselines } from '../../../src/app/import-baselines.ts';
import { listBaselines } from '../../../src/app/list-baselines.ts';
import { pinBaseline } from '../../../src/app/pin-baseline.ts';
import { showBaseline } from '../../../src/app/show-baseline.ts';
import { baselineEntries } from '../../../src/model/history.ts';
import { type MemoryStore, makeMemoryStore } from '../../support/memory-store.ts';
import { anEntry, type EntryShape, type RunShape } from '../../support/run-builder.ts';

let store: MemoryStore;
beforeEach(() => {
  store = makeMemoryStore();
});

const RUN = { requests: 20, seconds: 2 };
const UNREADABLE = { kind: 'unreadable', where: 'the moon', cause: 'too far', hint: 'go there' } as const;
const FULL = { kind: 'refused', reason: 'the disk is full', hint: 'make room' } as const;

async function add(seed: number, shape: EntryShape = {}, key = 'k'): Promise<string> {
  const entry = anEntry({ seed, run: RUN, ...shape });
  await store.add(key, { kind: 'entry', entry });
  return entry.id;
}

const accept = (entry: string | null = null, more = {}) =>
  acceptBaseline(store, {
    key: 'k',
    entry,
    by: 'kim',
    why: 'intended',
    commit: 'abc',
    at: '2026-02-01T00:00:00Z',
    ...more,
  });
const pin = (entry: string | null = null, more = {}) =>
  pinBaseline(store, {
    key: 'k',
    entry,
    unpin: false,
    by: 'kim',
    why: 'release',
    at: '2026-02-01T00:00:00Z',
    ...more,
  });
const baselineIds = async () => baselineEntries((await showBaseline(store, 'k')).history).map(({ id }) => id);

describe('a key that nobody named', () => {
  const keyIn = async (keys: readonly string[], given: string | null = null) => {
    const some = makeMemoryStore();
    for (const [at, key] of keys.entries())
      await some.add(key, { kind: 'entry', entry: anEntry({ seed: at + 1 }) });
    return chosenKey(some, given);
  };

  it('is the only one of the store', async () => {
    expect(await keyIn(['load'])).toBe('load');
    expect(await keyIn(['load', 'shop'], 'shop')).toBe('shop');
    expect(await keyIn([], 'shop')).toBe('shop');
  });

  it('is asked for where there are several, with their names, and missed where there are none', async () => {
    await expect(keyIn(['load', 'shop'])).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringMatching(/expected --key, since it holds 2: load, shop$/),
    });
    const many = Array.from({ length: 12 }, (_, at) => `key-${at + 10}`);
    await expect(keyIn(many)).rejects.toThrow(/key-19, and 2 more$/);
    await expect(keyIn([])).rejects.toMatchObject({ code: 'BASELINE_NOT_FOUND' });
  });
});

describe('accepting', () => {
  it('makes the newest withheld entry the whole baseline, with who, when and why', async () => {
    await add(1);
    const withheld = await add(2, { status: 'withheld', verdict: 'regressed' });
    const acceptance = await accept();
    expect(acceptance).toEqual({
      entry: withheld,
      by: 'kim',
      why: 'intended',
      commit: 'abc',
      at: '2026-02-01T00:00:00Z',
    });
    expect(await baselineIds()).toEqual([withheld]);
  });

  it("takes no other branch's entry unless told to", async () => {
    const withheld = await add(2, { status: 'withheld', verdict: 'regressed' });
    await add(1);
    const topic = await add(3, { status: 'withheld', verdict: 'regressed', branch: 'topic' });
    expect((await accept()).entry).toBe(withheld);
    expect((await accept(topic)).entry).toBe(topic);
  });

  it('does not reach behind the present baseline unless told to', async () => {
    const old = await add(1, { status: 'withheld' });
    await add(2);
    await expect(accept()).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining(old) });
    expect((await accept(old)).entry).toBe(old);
  });

  it.each([
    ['nothing is withheld', null, 'USAGE', 'nothing to accept'],
    ['it is promoted already', 'run-000101', 'USAGE', 'part of the baseline already'],
    ['there is no such entry', 'nope', 'BASELINE_NOT_FOUND', 'the newest are run-000101'],
  ])('is refused when %s', async (_, entry, code, message) => {
    await add(1);
    await expect(accept(entry)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it.each<[string, RunShape]>([
    ['no request succeeded', { requests: 0, load: { requests: 20, failedRequests: 20 } }],
    ['the script mostly threw', { load: { exceptions: { iterations: 20, of: 20, first: 'Error: x' } } }],
  ])('takes no entry where %s: nothing could be held against it', async (_, run) => {
    await add(1);
    await add(2, { status: 'withheld', verdict: 'slo-breached', run: { ...RUN, ...run } });
    await expect(accept()).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('has no round that is a measurement'),
    });
  });

  it('needs a reason', async () => {
    await add(1, { status: 'withheld' });
    await expect(accept(null, { why: ' ' })).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('says when there is no baseline, it cannot be read, or not be written', async () => {
    await expect(accept()).rejects.toMatchObject({ code: 'BASELINE_NOT_FOUND' });
    await add(1, { status: 'withheld' });
    store.refuseWrites(FULL);
    await expect(accept()).rejects.toMatchObject({ code: 'STORE_UNWRITABLE', hint: 'make room' });
    store.failReads(UNREADABLE);
    await expect(accept()).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
  });
});

describe('pinning', () => {
  it('makes one entry the whole baseline, and undoes it', async () => {
    const [first, second] = [await add(1), await add(2)];
    expect(await pin(first)).toBe(first);
    expect(await baselineIds()).toEqual([first]);
    expect(await pin(null, { unpin: true, at: '2026-02-02T00:00:00Z' })).toBeNull();
    expect(await baselineIds()).toEqual([first, second]);
  });

  it('takes the newest promoted entry when none is named', async () => {
    await add(1);
    const newest = await add(2);
    await add(3, { status: 'withheld' });
    expect(await pin()).toBe(newest);
  });

  it('refuses entries that are withheld or missing', async () => {
    const withheld = await add(1, { status: 'withheld' });
    await expect(pin(withheld)).rejects.toMatchObject({
      code: 'USAGE',
      hint: expect.stringContaining(`accept --key k --entry ${withheld}`),
    });
    await expect(pin('nope')).rejects.toMatchObject({ code: 'BASELINE_NOT_FOUND' });
    await expect(pin()).rejects.toMatchObject({ code: 'BASELINE_NOT_FOUND' });
  });

  it('says so when a clock that runs behind makes it void', async () => {
    await add(1);
    await pin(null, { unpin: true, at: '2026-03-01T00:00:00Z' });
    await expect(pin()).rejects.toMatchObject({ message: expect.stringContaining('later time') });
  });
});

describe('listing', () => {
  it('shows each key with its newest baseline', async () => {
    await add(1, {}, 'b');
    await add(2, {}, 'b');
    await add(3, { status: 'withheld' }, 'b');
    await add(4, {}, 'a');
    expect(await listBaselines(store)).toMatchObject([
      { key: 'a', entries: 1, problem: null },
      { key: 'b', entries: 3, inBaseline: 2, withheld: 1, pinned: false, p95: expect.any(Number) },
    ]);
  });

  it('shows a key that cannot be read with the reason', async () => {
    await add(1);
    store.failReads(UNREADABLE);
    expect(await listBaselines(store)).toMatchObject([{ key: 'k', problem: 'the moon: too far' }]);
    store.failReads({ kind: 'unknown', cause: 'no answer', hint: 'wait' });
    expect(await listBaselines(store)).toMatchObject([{ key: 'k', problem: 'no answer' }]);
  });
});

describe('exporting and importing', () => {
  it('moves everything, merges, and can be repeated', async () => {
    await add(1);
    await add(2, { status: 'withheld' });
    await accept();
    await pin(null, { at: '2026-02-02T00:00:00Z' });
    await add(3, {}, '../other');
    const document = await exportBaselines(store, await store.keys());
    const { history: before } = await showBaseline(store, 'k');

    const target = makeMemoryStore();
    await target.add('k', { kind: 'entry', entry: anEntry({ seed: 9, run: RUN }) });
    expect(await importBaselines(target, document, 'x.json')).toEqual({ added: 5, alreadyThere: 0 });
    expect(await importBaselines(target, document, 'x.json')).toEqual({ added: 0, alreadyThere: 5 });
    const { history: after } = await showBaseline(target, 'k');
    expect(after.entries.filter(({ id }) => before.entries.some((entry) => entry.id === id))).toEqual(
      before.entries,
    );
    expect(after.entries).toHaveLength(3);
    expect(await target.keys()).toEqual(['../other', 'k']);
  });

  it('exports nothing rather than a part', async () => {
    await add(1);
    await expect(exportBaselines(store, ['k', 'nope'])).rejects.toMatchObject({ code: 'BASELINE_NOT_FOUND' });
    store.failReads(UNREADABLE);
    await expect(exportBaselines(store, ['k'])).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
  });

  it.each([
    ['', 'FORMAT_UNKNOWN'],
    ['[]', 'FORMAT_UNKNOWN'],
    ['{"format":"perf-gate-baselines","schemaVersion":1}', 'RESULTS_DAMAGED'],
    ['{"format":"perf-gate-baselines","schemaVersion":1,"records":[{}]}', 'RESULTS_DAMAGED'],
    ['{"format":"perf-gate-baselines","schemaVersion":9,"records":[]}', 'STORE_NEWER_SCHEMA'],
    [
      '{"format":"perf-gate-baselines","schemaVersion":1,"records":[{"schemaVersion":9}]}',
      'STORE_NEWER_SCHEMA',
    ],
  ])('refuses %j', async (document, code) => {
    await expect(importBaselines(store, document, 'x.json')).rejects.toMatchObject({
      code,
      fault: 'user',
      message: expect.stringContaining('importing x.json'),
    });
  });

  it('imports nothing of a document of which one record was changed', async () => {
    await add(1);
    await add(2);
    const document = (await exportBaselines(store, ['k'])).replace('"role":"candidate"', '"role":"baseline"');
    const target = makeMemoryStore();
    await expect(importBaselines(target, document, 'x.json')).rejects.toMatchObject({
      message: expect.stringContaining('record 1: its digest does not fit'),
    });
    expect(await target.keys()).toEqual([]);
  });

  it('stops when the store refuses', async () => {
    await add(1);
    const document = await exportBaselines(store, ['k']);
    const target = makeMemoryStore();
    target.refuseWrites(FULL);
    await expect(importBaselines(target, document, 'x.json')).rejects.toMatchObject({
      code: 'STORE_UNWRITABLE',
    });
  });
});
