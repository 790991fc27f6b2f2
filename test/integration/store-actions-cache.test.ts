import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeGithubClient } from '../../src/adapters/github/github-client.ts';
import { systemClock } from '../../src/adapters/node/system-clock.ts';
import { makeActionsCacheStore } from '../../src/adapters/store-actions-cache/actions-cache-store.ts';
import { makeCacheClient } from '../../src/adapters/store-actions-cache/cache-client.ts';
import { makeCacheListing } from '../../src/adapters/store-actions-cache/cache-listing.ts';
import { type CacheJob, cacheScopeOf } from '../../src/adapters/store-actions-cache/cache-scope.ts';
import type { ActionsCacheStoreOptions } from '../../src/adapters/store-actions-cache/store-options.ts';
import type { BaselineStore } from '../../src/ports/baseline-store.ts';
import { entryEvent } from '../contract/baseline-store.contract.ts';
import { type ActionsService, startActionsService } from '../support/actions-service/actions-service.ts';
import type { RunnerJob } from '../support/actions-service/runner-environment.ts';
import { buildCacheProcess } from '../support/build-cache-process.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

let built: TempFolder;
let processFile: string;
beforeAll(async () => {
  built = await makeTempFolder();
  processFile = await buildCacheProcess(built);
});
afterAll(() => built.remove());

let service: ActionsService;
let folder: TempFolder;
beforeEach(async () => {
  service = await startActionsService();
  folder = await makeTempFolder();
});
afterEach(async () => {
  await service.close();
  await folder.remove();
});

function storeFor(job: RunnerJob = {}, more: Partial<ActionsCacheStoreOptions> = {}): BaselineStore {
  const variables = { PATH: process.env.PATH, RUNNER_TEMP: folder.path, ...service.environment(job) };
  const place: CacheJob = {
    ref: job.ref ?? 'refs/heads/main',
    baseBranch: job.baseRef ?? null,
    defaultBranch: 'main',
    baselineBranches: ['release'],
  };
  return makeActionsCacheStore({
    open: makeCacheClient({ processFile, variables, clock: systemClock }),
    scope: cacheScopeOf(place),
    clock: systemClock,
    listing: null,
    ...more,
  });
}

async function seedsOf(store: BaselineStore): Promise<number> {
  const lookup = await store.load('k');
  if (lookup.kind !== 'found') throw new Error(JSON.stringify(lookup));
  return lookup.history.entries.length;
}

describe('baselines in the Actions cache, by the real client', () => {
  it('are there for the next job, and grow', async () => {
    expect(await storeFor().load('k')).toEqual({ kind: 'absent', source: 'the Actions cache of main' });
    expect(await storeFor().add('k', entryEvent(1))).toEqual({
      kind: 'saved',
      where: 'perf-gate/1/k/main/00000001',
    });
    await storeFor().add('k', entryEvent(2));
    expect(await storeFor().load('k')).toMatchObject({
      kind: 'found',
      source: 'the Actions cache of main (entry 2)',
      history: { entries: [{}, {}] },
      notices: [],
    });
    expect((await storeFor().add('k', entryEvent(1))).kind).toBe('already-there');
  });
});
