import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDirectoryStore } from '../../src/adapters/store-directory/directory-store.ts';
import { nodeStoreFiles, type StoreFiles } from '../../src/adapters/store-directory/store-files.ts';
import type { HistoryEvent } from '../../src/model/history.ts';
import { anEntry } from '../support/run-builder.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
beforeEach(async () => {
  folder = await makeTempFolder();
});
afterEach(() => folder.remove());

const clock = { now: () => Date.UTC(2026, 5, 1), monotonic: () => 0 };
const RUN = { requests: 20, seconds: 2 };

function storeOf(
  options: {
    files?: Partial<StoreFiles>;
    maxEntries?: number;
    keepWithheld?: number;
    directory?: string;
  } = {},
) {
  const { files, directory = folder.file('store'), ...rest } = options;
  const all = { ...nodeStoreFiles, ...files };
  return makeDirectoryStore({ directory, shownAs: 'store', clock, files: all, ...rest });
}

function entry(seed: number, more: Parameters<typeof anEntry>[0] = {}): HistoryEvent {
  return { kind: 'entry', entry: anEntry({ seed, run: RUN, ...more }) };
}

const idOf = (event: HistoryEvent) => (event.kind === 'entry' ? event.entry.id : '');

/** Adds events and answers their files, in the order given. */
async function fill(...events: readonly HistoryEvent[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const event of events) {
    const saved = await storeOf().add('k', event);
    files.push(saved.kind === 'saved' ? saved.where : `not saved: ${JSON.stringify(saved)}`);
  }
  return files;
}

async function change(file: string, edit: (record: { [name: string]: unknown }) => void): Promise<void> {
  const record = JSON.parse(await readFile(file, 'utf8'));
  edit(record);
  await writeFile(file, JSON.stringify(record));
}

const failing = (code: string) => async (): Promise<never> => {
  throw Object.assign(new Error(`${code}: simulated`), { code });
};

// T-27
describe('a damaged file', () => {
  it.each([
    ['empty', '', 'the file is empty'],
    ['cut', '{"schemaVersion":1,"key":"k","dig', 'it may have been cut off'],
    ['of another kind', '[1, 2]', 'expected an object'],
    ['binary', '\0\x01\x02', 'not JSON'],
    ['nested without end', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'expected an object'],
    [
      'nested inside',
      `{"schemaVersion":1,"key":"k","event":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      'too deeply',
    ],
  ])('that is %s is named and set aside, and the others stand', async (_, content, cause) => {
    const [first = ''] = await fill(entry(1), entry(2));
    await writeFile(first, content);
    const lookup = await storeOf().load('k');
    expect(lookup).toMatchObject({
      kind: 'found',
      history: { entries: [{ id: idOf(entry(2)) }] },
      notices: [{ code: 'store-damaged-file', text: expect.stringContaining(first) }],
    });
    expect(JSON.stringify(lookup)).toContain(cause);
    const aside = path.join(path.dirname(first), 'damaged', path.basename(first));
    expect(await readFile(aside, 'utf8')).toBe(content);
  });

  it('goes on being told of until somebody cleans up', async () => {
    const [first = ''] = await fill(entry(1), entry(2));
    await writeFile(first, 'x');
    await storeOf().load('k');
    expect(await storeOf().load('k')).toMatchObject({
      kind: 'found',
      notices: [{ code: 'store-set-aside' }],
    });
  });

  it.each([
    [
      'a value',
      (record: { event: { entry: { commit: string } } }) => {
        record.event.entry.commit = 'evil';
      },
    ],
    [
      'the key',
      (record: { key: string }) => {
        record.key = 'other';
      },
    ],
  ])('is one whose %s was edited', async (_, edit) => {
    const [first = ''] = await fill(entry(1), entry(2));
    await change(first, edit as never);
    const lookup = await storeOf().load('k');
    expect(JSON.stringify(lookup)).toContain('its digest does not fit its content');
  });

  it('that was all there was leaves the baseline unreadable, now and later, never absent', async () => {
    const [first = ''] = await fill(entry(1));
    await writeFile(first, 'x');
    for (let look = 1; look <= 3; look++) {
      expect(await storeOf().load('k'), `look ${look}`).toMatchObject({ kind: 'unreadable' });
    }
    expect(await storeOf().keys()).toEqual(['k']);
  });

  it('that was all that was promoted does so, too', async () => {
    const [first = ''] = await fill(entry(1), entry(2, { status: 'withheld' }));
    await writeFile(first, 'x');
    expect(await storeOf().load('k')).toMatchObject({ kind: 'unreadable' });
    expect(await storeOf().load('k')).toMatchObject({ kind: 'unreadable' });
  });

  it('is never overwritten by another damaged file of its name', async () => {
    for (const content of ['one', 'two', 'three']) {
      const [first = ''] = await fill(entry(1));
      await writeFile(first, content);
      await storeOf().load('k');
    }
    const aside = folder.file('store/k/damaged');
    const contents = await Promise.all(
      (await readdir(aside)).map((name) => readFile(path.join(aside, name), 'utf8')),
    );
    expect(contents.sort()).toEqual(['one', 'three', 'two']);
  });

  it('does not keep its event from being added again', async () => {
    const [first = ''] = await fill(entry(1));
    await writeFile(first, 'x');
    expect(await storeOf().add('k', entry(1))).toMatchObject({ kind: 'saved' });
    expect(await storeOf().load('k')).toMatchObject({ kind: 'found', history: { entries: [{}] } });
  });

  it('stays where it is, and is told of, when it cannot be moved', async () => {
    const [first = ''] = await fill(entry(1), entry(2));
    await writeFile(first, 'x');
    const files = { link: failing('EROFS'), makeFolder: failing('EROFS'), rename: failing('EROFS') };
    const lookup = await storeOf({ files }).load('k');
    expect(JSON.stringify(lookup)).toContain('left where it is (the file system is read-only)');
    expect(await readFile(first, 'utf8')).toBe('x');
  });

  it('may be too large to read', async () => {
    await fill(entry(1));
    const files = { info: async () => ({ bytes: 1e12, modifiedMs: 0 }) };
    expect(JSON.stringify(await storeOf({ files }).load('k'))).toContain('far too many');
  });
});

describe('a file that must not be touched', () => {
  it('is one of a newer schema: unreadable, with a hint to upgrade', async () => {
    const [first = ''] = await fill(entry(1), entry(2));
    await change(first, (record) => {
      record.schemaVersion = 2;
    });
    const before = await readFile(first, 'utf8');
    expect(await storeOf().load('k')).toMatchObject({
      kind: 'unreadable',
      where: first,
      cause: expect.stringContaining('schema 2'),
      hint: expect.stringContaining('newer perf-gate'),
    });
    expect(await storeOf().add('k', entry(1))).toMatchObject({ kind: 'refused' });
    expect(await readFile(first, 'utf8')).toBe(before);
  });

  it('is one of another key', async () => {
    const [first = ''] = await fill(entry(1));
    const other = await storeOf().add('other', entry(2));
    if (other.kind === 'saved') await writeFile(first, await readFile(other.where));
    expect(await storeOf().load('k')).toMatchObject({
      kind: 'unreadable',
      cause: expect.stringContaining('belongs to the key "other"'),
    });
  });

  it.each(['EACCES', 'EIO', 'EMFILE'])('is one that cannot be read (%s)', async (code) => {
    await fill(entry(1));
    expect(await storeOf({ files: { read: failing(code) } }).load('k')).toMatchObject({ kind: 'unreadable' });
    expect(await storeOf().load('k')).toMatchObject({ kind: 'found', notices: [] });
  });

  it('is one that another process just took away', async () => {
    await fill(entry(1), entry(2));
    let reads = 0;
    const read = (file: string) => (reads++ === 0 ? failing('ENOENT')() : nodeStoreFiles.read(file));
    expect(await storeOf({ files: { read } }).load('k')).toMatchObject({
      kind: 'found',
      history: { entries: [{}] },
    });
  });
});

describe('files that are not of the store', () => {
  it('are left alone: unfinished ones silently, others with a word', async () => {
    await fill(entry(1));
    await writeFile(folder.file('store/k/.20260101T000000000Z-promoted-x.json.1.tmp'), '{"cut');
    await writeFile(folder.file('store/k/notes.json'), 'mine');
    await writeFile(folder.file('store/README'), 'mine');
    expect(await storeOf().load('k')).toMatchObject({
      kind: 'found',
      history: { entries: [{}] },
      notices: [{ code: 'store-foreign-file', text: expect.stringContaining('notes.json') }],
    });
    expect(await storeOf().keys()).toEqual(['k']);
  });

  it('are not taken for an empty baseline when they are all there is', async () => {
    const [first = ''] = await fill(entry(1));
    await writeFile(folder.file('store/k/renamed.json'), await readFile(first));
    await nodeStoreFiles.remove(first);
    expect(await storeOf().load('k')).toMatchObject({ kind: 'unreadable' });
  });
});

describe('a directory that cannot be used', () => {
  it('may be a file', async () => {
    await writeFile(folder.file('store'), 'a file');
    expect(await storeOf().add('k', entry(1))).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('there is a file where the directory should be'),
    });
    expect(await storeOf().load('k')).toMatchObject({ kind: 'unreadable' });
    await expect(storeOf().keys()).rejects.toMatchObject({ code: 'STORE_UNREADABLE', fault: 'environment' });
    await expect(storeOf().checkWritable?.()).rejects.toMatchObject({
      code: 'STORE_UNWRITABLE',
      fault: 'environment',
      message: expect.stringContaining('there is a file where the directory should be'),
    });
    expect(await readFile(folder.file('store'), 'utf8')).toBe('a file');
  });

  it.skipIf(process.platform !== 'linux')('may be one of the kernel, where nobody can write', async () => {
    const saved = await storeOf({ directory: '/proc/perf-gate' }).add('k', entry(1));
    expect(saved).toMatchObject({ kind: 'refused', reason: expect.stringContaining('/proc/perf-gate') });
  });

  it.each([
    ['EROFS', 'the file system is read-only'],
    ['EACCES', 'permission denied'],
    ['ENOSPC', 'the disk is full'],
    ['EDQUOT', 'quota'],
    ['EWHAT', 'EWHAT: simulated'],
  ])('refuses with the reason of %s, and leaves nothing half-written', async (code, words) => {
    const create = async (file: string) => {
      await writeFile(file, '{"half');
      return failing(code)();
    };
    expect(await storeOf({ files: { create } }).add('k', entry(1))).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(words),
      hint: expect.stringMatching(/\w/),
    });
    expect(await readdir(folder.file('store/k'))).toEqual([]);
    expect(await storeOf().load('k')).toMatchObject({ kind: 'absent' });
    await expect(storeOf({ files: { create } }).checkWritable?.()).rejects.toMatchObject({
      code: 'STORE_UNWRITABLE',
      message: expect.stringContaining(words),
    });
    expect(await readdir(folder.file('store'))).toEqual(['k']);
  });

  it('is known to be writable before there is anything to write, and left as it was', async () => {
    await storeOf().checkWritable?.();
    expect(await readdir(folder.file('store'))).toEqual([]);
    expect(await storeOf().keys()).toEqual([]);
    expect(await storeOf().load('k')).toMatchObject({ kind: 'absent' });
  });

  it('works without hard links', async () => {
    const files = { link: failing('ENOTSUP') };
    expect((await storeOf({ files }).add('k', entry(1))).kind).toBe('saved');
    expect((await storeOf({ files }).add('k', entry(1))).kind).toBe('already-there');
    expect(await storeOf().load('k')).toMatchObject({ kind: 'found', history: { entries: [{}] } });
  });
});

describe('an event that could not be read again', () => {
  it.each([
    ['a p95 that is no number', { p95: Number.NaN }],
    ['histograms that are none', { seconds: 'not deflate' }],
  ])('is refused: %s', async (_, broken) => {
    const good = anEntry({ seed: 1, run: RUN });
    const [run] = good.runs;
    const series = run.series.map((one) => ({ ...one, ...broken }));
    const event: HistoryEvent = { kind: 'entry', entry: { ...good, runs: [{ ...run, series }] } };
    expect(await storeOf().add('k', event)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('could not be read again'),
    });
    expect(await storeOf().load('k')).toMatchObject({ kind: 'absent' });
  });
});

describe('a history that grows', () => {
  const seeds = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const pin = (id: string | null): HistoryEvent => ({
    kind: 'pin',
    entry: id,
    by: 'kim',
    at: '2026-01-01T01:30:00Z',
    why: 'release',
  });

  it('is read up to a bound, the newest, and says so', async () => {
    await fill(...seeds(8).map((seed) => entry(seed)));
    const lookup = await storeOf({ maxEntries: 3 }).load('k');
    expect(lookup).toMatchObject({ kind: 'found', notices: [{ code: 'store-bounded' }] });
    const ids = lookup.kind === 'found' ? lookup.history.entries.map(({ id }) => id) : [];
    expect(ids).toEqual([6, 7, 8].map((seed) => idOf(entry(seed))));
    expect(await storeOf({ maxEntries: 3 }).events('k')).toMatchObject({ events: { length: 8 } });
  });

  it('still has the pinned entry, however old', async () => {
    await fill(...seeds(8).map((seed) => entry(seed)), pin(idOf(entry(1))));
    const lookup = await storeOf({ maxEntries: 3 }).load('k');
    const ids = lookup.kind === 'found' ? lookup.history.entries.map(({ id }) => id) : [];
    expect(ids).toEqual([1, 6, 7, 8].map((seed) => idOf(entry(seed))));
  });

  it('loses old withheld entries, but none that was accepted or pinned, and no promoted one', async () => {
    const store = storeOf({ keepWithheld: 5 });
    const acceptance = {
      entry: idOf(entry(2)),
      by: 'kim',
      at: '2026-01-01T03:00:00Z',
      why: 'w',
      commit: null,
    };
    await store.add('k', entry(1));
    await store.add('k', { kind: 'acceptance', acceptance });
    await store.add('k', pin(idOf(entry(3))));
    for (const seed of seeds(20)) await store.add('k', entry(seed + 1, { status: 'withheld' }));
    const lookup = await store.load('k');
    const ids = lookup.kind === 'found' ? lookup.history.entries.map(({ id }) => id) : [];
    for (const seed of [1, 2, 3, 17, 18, 19, 20, 21]) expect(ids).toContain(idOf(entry(seed)));
    expect(ids).not.toContain(idOf(entry(4)));
    expect(ids.length).toBeLessThanOrEqual(5 + 10 + 3);
    const names = await readdir(folder.file('store/k'));
    expect(names.filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('brings back an entry that is accepted while it is being pruned', async () => {
    const acceptance = {
      entry: idOf(entry(1)),
      by: 'kim',
      at: '2026-02-01T00:00:00Z',
      why: 'w',
      commit: null,
    };
    let isAccepted = false;
    const rename = async (from: string, to: string) => {
      await nodeStoreFiles.rename(from, to);
      if (isAccepted) return;
      isAccepted = true;
      await storeOf().add('k', { kind: 'acceptance', acceptance });
    };
    const store = storeOf({ keepWithheld: 5, files: { rename } });
    for (const seed of seeds(16)) await store.add('k', entry(seed, { status: 'withheld' }));
    expect(isAccepted).toBe(true);
    const lookup = await store.load('k');
    const first = lookup.kind === 'found' ? lookup.history.entries[0] : null;
    expect(first).toMatchObject({ id: idOf(entry(1)), status: 'promoted' });
  });

  it('prunes nothing while a decision cannot be read', async () => {
    const [decision = ''] = await fill(pin('x'));
    await writeFile(decision, 'damaged');
    const store = storeOf({ keepWithheld: 1 });
    for (const seed of seeds(14)) await store.add('k', entry(seed, { status: 'withheld' }));
    const names = await readdir(folder.file('store/k'));
    expect(names.filter((name) => name.includes('-withheld-'))).toHaveLength(14);
  });
});
