import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeGithubClient } from '../../src/adapters/github/github-client.ts';
import { systemClock } from '../../src/adapters/node/system-clock.ts';
import type { CacheSession, OpenCache } from '../../src/adapters/store-actions-cache/actions-cache.ts';
import { makeActionsCacheStore } from '../../src/adapters/store-actions-cache/actions-cache-store.ts';
import { makeCacheClient } from '../../src/adapters/store-actions-cache/cache-client.ts';
import { makeCacheListing } from '../../src/adapters/store-actions-cache/cache-listing.ts';
import { type CacheJob, cacheScopeOf } from '../../src/adapters/store-actions-cache/cache-scope.ts';
import type { ActionsCacheStoreOptions } from '../../src/adapters/store-actions-cache/store-options.ts';
import type { BaselineStore } from '../../src/ports/baseline-store.ts';
import { entryEvent } from '../contract/baseline-store.contract.ts';
import { type ActionsService, startActionsService } from '../support/actions-service/actions-service.ts';
import type { Fault } from '../support/actions-service/faults.ts';
import type { RunnerJob } from '../support/actions-service/runner-environment.ts';
import { buildScript } from '../support/build-script.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
let processFile: string;
let service: ActionsService;
beforeAll(async () => {
  folder = await makeTempFolder();
  processFile = await buildScript('src/adapters/store-actions-cache/process/cache-process.ts', folder);
  service = await startActionsService();
});
beforeEach(() => {
  service.faults.clear();
  service.caches.evict();
});
afterAll(async () => {
  await service.close();
  await folder.remove();
});

const clients = new Map<string, OpenCache>();

/** One for each kind of job: each keeps a process. */
function clientFor(job: RunnerJob = {}): OpenCache {
  const name = JSON.stringify(job);
  const variables = { PATH: process.env.PATH, RUNNER_TEMP: folder.path, ...service.environment(job) };
  const client = clients.get(name) ?? makeCacheClient({ processFile, variables, clock: systemClock });
  clients.set(name, client);
  return client;
}

function storeFor(job: RunnerJob = {}, more: Partial<ActionsCacheStoreOptions> = {}): BaselineStore {
  const place: CacheJob = {
    ref: job.ref ?? 'refs/heads/main',
    baseBranch: job.baseRef ?? null,
    defaultBranch: 'main',
    baselineBranches: ['release'],
  };
  const scope = cacheScopeOf(place);
  return makeActionsCacheStore({ open: clientFor(job), scope, clock: systemClock, listing: null, ...more });
}

const LOOKUP = 'CacheService/GetCacheEntryDownloadURL';
const status = (code: number): Fault => ({ kind: 'status', status: code, message: 'no' });

describe('a cache client that starts at once', () => {
  const variables = () => ({ PATH: process.env.PATH, RUNNER_TEMP: folder.path, ...service.environment() });
  const temporaryFolders = async () =>
    (await readdir(folder.path)).filter((name) => name.startsWith('perf-gate-cache-'));

  it('has one process before anybody asks, and gives it to one session only', async () => {
    const before = (await temporaryFolders()).length;
    const open = makeCacheClient({
      processFile,
      variables: variables(),
      clock: systemClock,
      startsAtOnce: true,
    });
    expect(await temporaryFolders()).toHaveLength(before + 1);
    const [first, second] = await Promise.all([open(20_000), open(20_000)]);
    expect(await temporaryFolders()).toHaveLength(before + 2);
    const answers = await Promise.all([first.find('k'), second.find('k')]);
    expect(answers).toEqual([{ kind: 'miss' }, { kind: 'miss' }]);
    await Promise.all([first.close(), second.close()]);
  });

  it('tells the first session what keeps it from starting', async () => {
    const nowhere = { ...variables(), RUNNER_TEMP: folder.file('missing') };
    const open = makeCacheClient({ processFile, variables: nowhere, clock: systemClock, startsAtOnce: true });
    await expect(open(20_000)).rejects.toThrow('ENOENT');
  });
});

describe('baselines in the Actions cache, by the real client', () => {
  it('are there for the next job, small, and for pull requests', async () => {
    expect(await storeFor().add('k', entryEvent(1))).toEqual({
      kind: 'saved',
      where: 'perf-gate/1/k/main/00000001',
    });
    await storeFor().add('k', entryEvent(2));
    const pull = storeFor({ ref: 'refs/pull/7/merge', baseRef: 'release', event: 'pull_request' });
    expect(await pull.load('k')).toMatchObject({
      kind: 'found',
      source: 'the Actions cache of main (entry 2)',
      history: { entries: [{}, {}] },
      notices: [],
    });
    const [first] = service.caches.entries;
    expect(first).toMatchObject({ ref: 'refs/heads/main' });
    expect(first?.sizeInBytes).toBeLessThan(10_000);
  });

  it('lose nothing when jobs end at the same time', async () => {
    const seeds = [1, 2];
    const answers = await Promise.all(seeds.map((seed) => storeFor().add('k', entryEvent(seed))));
    expect(answers.map(({ kind }) => kind)).toEqual(['saved', 'saved']);
    expect(await storeFor().load('k')).toMatchObject({ history: { entries: [{}, {}] } });
  });

  it('that cannot be unpacked are unreadable', async () => {
    await storeFor().add('k', entryEvent(1));
    service.faults.add('GET blob', { kind: 'garbled', body: 'not an archive' });
    expect(await storeFor().load('k')).toMatchObject({
      kind: 'unreadable',
      where: 'perf-gate/1/k/main/00000001',
      hint: expect.stringMatching(/gh cache delete/),
    });
  });

  it.each<[string, Fault]>([
    ['5xx without end', status(503)],
    ['no answer', { kind: 'time-out' }],
  ])('are unknown after %s, within the time that was given', async (_, fault) => {
    service.faults.add(LOOKUP, fault);
    const startedAt = performance.now();
    expect(await storeFor({}, { limitMs: 1_200 }).load('k')).toMatchObject({
      kind: 'unknown',
      cause: 'the Actions cache of main: the Actions cache did not answer within 1 s',
    });
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});

describe('the listing', () => {
  it('reads all pages, of its prefix and branch', async () => {
    const [key, ref] = ['perf-gate/1/k/main/', 'refs/heads/main'];
    const entry = {
      version: 'v',
      blob: 'b',
      createdAt: '',
      lastAccessedAt: '',
      sizeInBytes: 1,
      isComplete: true,
    };
    for (let id = 0; id < 250; id++) service.caches.entries.push({ ...entry, id, ref, key: `${key}${id}` });
    service.caches.entries.push({ ...entry, id: 900, ref, key: 'other' });
    service.caches.entries.push({ ...entry, id: 901, ref: 'refs/heads/x', key });
    const token = service.issueToken({ actions: 'read' });
    const list = makeCacheListing(
      makeGithubClient({ owner: 'octo', repo: 'shop', token, apiUrl: service.apiUrl }),
    );
    expect(await list('perf-gate/1/', 'main')).toHaveLength(250);
  });
});

describe('one client after the other fault', () => {
  let session: CacheSession;
  let work: string;
  beforeAll(async () => {
    session = await clientFor()(600_000);
    work = folder.file('work');
    await mkdir(folder.file('work/baselines'), { recursive: true });
    await writeFile(folder.file('work/baselines/x'), 'content');
  });
  afterAll(() => session.close());

  it('brings back what was saved, or a miss', async () => {
    expect(await session.restore(work, 'k')).toEqual({ kind: 'miss' });
    expect(await session.save(work, 'k-1')).toEqual({ kind: 'saved' });
    await writeFile(folder.file('work/baselines/x'), 'changed');
    expect(await session.find('k-1')).toEqual({ kind: 'hit', cacheKey: 'k-1' });
    expect(await session.restore(work, 'other', ['k-'])).toEqual({ kind: 'hit', cacheKey: 'k-1' });
    expect(await readFile(folder.file('work/baselines/x'), 'utf8')).toBe('content');
    expect(await session.save(work, 'k-1')).toEqual({ kind: 'taken' });
  });

  it.each<[string, string, Fault, RegExp]>([
    ['401', LOOKUP, status(401), /\(401\)/],
    ['403', LOOKUP, status(403), /\(403\)/],
    ['404', LOOKUP, status(404), /\(404\)/],
    ['409', LOOKUP, status(409), /\(409\)/],
    ['422', LOOKUP, status(422), /\(422\)/],
    ['429', LOOKUP, { kind: 'status', status: 429, retryAfterSeconds: 60 }, /\(429\)/],
    ['a connection that breaks', LOOKUP, { kind: 'reset' }, /ECONNRESET/],
    ['a download that is cut short', 'GET blob', { kind: 'truncated' }, /aborted/],
  ])('fails to restore, and never says "miss": %s', async (_, endpoint, fault, cause) => {
    await session.save(work, 'k-1');
    service.faults.add(endpoint, fault);
    expect(await session.restore(work, 'k-1')).toMatchObject({
      kind: 'failed',
      cause: expect.stringMatching(cause),
      hint: expect.stringMatching(/./),
    });
  });

  it.each<[string, string, Fault, RegExp]>([
    ['401', 'CacheService/CreateCacheEntry', status(401), /\(401\)/],
    ['403', 'CacheService/CreateCacheEntry', status(403), /\(403\)/],
    ['404', 'CacheService/CreateCacheEntry', status(404), /\(404\)/],
    ['422', 'CacheService/CreateCacheEntry', status(422), /\(422\)/],
    ['429', 'CacheService/CreateCacheEntry', status(429), /\(429\)/],
    ['an upload that is refused', 'PUT blob', status(403), /403|injected|no/],
    ['a number that cannot be filled', 'CacheService/FinalizeCacheEntryUpload', status(404), /\(404\)/],
  ])('fails to save, and never says "saved": %s', async (_, endpoint, fault, cause) => {
    service.faults.add(endpoint, fault);
    expect(await session.save(work, 'k-1')).toMatchObject({
      kind: 'failed',
      cause: expect.stringMatching(cause),
    });
  });
});

describe('tokens and addresses', () => {
  it.each<[string, RunnerJob, string, RegExp]>([
    ['a token that may not read', { cacheAccess: 'none' }, 'failed', /cache read denied/],
    ['an address where nothing listens', { refused: ['results'] }, 'failed', /ECONNREFUSED/],
  ])('%s', async (_, job, kind, cause) => {
    const session = await clientFor(job)(120_000);
    expect(await session.find('k')).toMatchObject({ kind, cause: expect.stringMatching(cause) });
    await session.close();
  });

  it('a process that fails is not used again', async () => {
    const open = clientFor({ ref: 'refs/heads/other' });
    const temporaryFolders = async () =>
      (await readdir(folder.path)).filter((name) => name.startsWith('perf-gate-cache-'));
    const before = await temporaryFolders();
    const first = await open(120_000);
    expect(await first.find('k')).toEqual({ kind: 'miss' });
    await first.close();
    const kept = await temporaryFolders();
    expect(kept).toHaveLength(before.length + 1);
    service.faults.add(LOOKUP, { kind: 'time-out' });
    const second = await open(300);
    expect(await second.find('k')).toMatchObject({ kind: 'failed' });
    await second.close();
    expect(await temporaryFolders()).toEqual(before);
    service.faults.clear();
    const third = await open(120_000);
    expect(await third.find('k')).toEqual({ kind: 'miss' });
    await third.close();
  });

  it('a token that may not write', async () => {
    expect(await storeFor({ cacheAccess: 'read' }).add('k', entryEvent(1))).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/cache write denied/),
    });
  });
});
