import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGithubClient } from '../../src/adapters/github/github-client.ts';
import { systemClock } from '../../src/adapters/node/system-clock.ts';
import type { CacheSession } from '../../src/adapters/store-actions-cache/actions-cache.ts';
import { makeActionsCacheStore } from '../../src/adapters/store-actions-cache/actions-cache-store.ts';
import { cacheScopeOf } from '../../src/adapters/store-actions-cache/cache-scope.ts';
import { makeArtifactStore } from '../../src/adapters/store-artifact/artifact-store.ts';
import { makeBaselineFileSink } from '../../src/adapters/store-artifact/baseline-file-sink.ts';
import { makeChainedStore } from '../../src/adapters/store-chain/chained-store.ts';
import { entryEvent } from '../contract/baseline-store.contract.ts';
import { type ActionsService, startActionsService } from '../support/actions-service/actions-service.ts';
import { runBackendId } from '../support/actions-service/workflow-runs.ts';
import { zip } from '../support/archives.ts';
import { MemoryActionsCache } from '../support/memory-actions-cache.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
let service: ActionsService;
let cache: MemoryActionsCache;
let warnings: string[];
beforeEach(async () => {
  folder = await makeTempFolder();
  service = await startActionsService();
  cache = new MemoryActionsCache({ folder });
  warnings = [];
});
afterEach(async () => {
  await service.close();
  await folder.remove();
});

interface Job {
  readonly ref?: string;
  readonly baseBranch?: string;
  readonly isCacheDown?: boolean;
}

const DOWN = { kind: 'failed', cause: 'connect ECONNREFUSED', hint: 'Run the job again.' } as const;

async function openDown(): Promise<CacheSession> {
  const session = await cache.open(1_000);
  const fail = async () => DOWN;
  return { ...session, restore: fail, find: fail, save: fail };
}

/** Cache and artifacts of a job, one behind the other. */
function jobOf(runId: number, { ref = 'refs/heads/main', baseBranch, isCacheDown = false }: Job = {}) {
  const [owner = '', repo = ''] = service.repository.split('/');
  const token = service.issueToken({ actions: 'read' });
  const client = makeGithubClient({ owner, repo, token, apiUrl: service.apiUrl });
  const place = { ref, baseBranch: baseBranch ?? null, defaultBranch: 'main', baselineBranches: [] };
  const scope = cacheScopeOf(place);
  const open = isCacheDown ? openDown : cache.open;
  const cached = makeActionsCacheStore({ open, scope, clock: systemClock, listing: null });
  const artifacts = makeArtifactStore({
    client,
    workflow: 'perf.yml',
    artifactName: 'perf-gate-k',
    reads: scope.reads,
    ownRun: runId,
  });
  const store = makeChainedStore({
    links: [
      { store: cached, goneBecause: 'GitHub evicts what is old', isWritable: scope.writes !== null },
      { store: artifacts, goneBecause: null, isWritable: true },
    ],
    logger: { debug() {}, info() {}, error() {}, warn: (text) => void warnings.push(text) },
  });
  return {
    store,
    sink: makeBaselineFileSink({ store: artifacts, key: 'k', directory: folder.file(`out-${runId}`) }),
  };
}

/** The end of a job: its run is filed, and its artifact is uploaded. */
async function finish(runId: number, seed: number, job: Job = {}) {
  const { store, sink } = jobOf(runId, job);
  const lookup = await store.load('k');
  const saved = await store.add('k', entryEvent(seed));
  await sink.deliver();
  const content = await readFile(folder.file(`out-${runId}/baseline.json`));
  service.artifacts.put(runBackendId(runId), 'perf-gate-k', zip([{ name: 'baseline.json', content }]));
  return { lookup, saved };
}

describe('baselines on GitHub Actions', () => {
  it('survive that the cache is evicted, and that it is down', async () => {
    const first = service.workflows.add();
    expect((await finish(first.id, 1)).lookup.kind).toBe('absent');
    const second = service.workflows.add();
    expect((await finish(second.id, 2)).lookup).toMatchObject({
      source: 'the Actions cache of main (entry 1)',
    });

    cache.entries = [];
    const third = service.workflows.add();
    const { lookup, saved } = await finish(third.id, 3);
    expect(lookup).toMatchObject({
      kind: 'found',
      source: expect.stringMatching(new RegExp(`^the artifact perf-gate-k of run ${second.id} on main`)),
      history: { entries: [{}, {}] },
      notices: [{ code: 'baseline-evicted' }],
    });
    expect(saved).toMatchObject({ where: expect.stringMatching(/00000001 and baseline.json/) });
    // The one entry that is there now holds everything again.
    const pull = jobOf(99, { ref: 'refs/pull/7/merge', baseBranch: 'main' });
    expect(await pull.store.load('k')).toMatchObject({
      source: expect.stringMatching(/^the Actions cache of main \(entry 1\)/),
      history: { entries: [{}, {}, {}] },
      notices: [],
    });

    const fourth = service.workflows.add();
    const down = await finish(fourth.id, 4, { isCacheDown: true });
    expect(down.lookup).toMatchObject({
      history: { entries: [{}, {}, {}] },
      notices: [{ code: 'baseline-fallback', text: expect.stringMatching(/ECONNREFUSED/) }],
    });
    expect(down.saved).toEqual({ kind: 'saved', where: 'baseline.json in the artifact of this run' });
    expect(warnings).toEqual([
      expect.stringMatching(/^The run was not saved in the Actions cache of main: /),
    ]);
    // What the cache could not take is not lost.
    expect(await jobOf(99).store.load('k')).toMatchObject({
      history: { entries: [{}, {}, {}, {}] },
      notices: [{ code: 'baseline-completed' }],
    });
  });

  it('are unknown when the cache is down and no artifact has them', async () => {
    service.workflows.add();
    expect(await jobOf(1, { isCacheDown: true }).store.load('k')).toMatchObject({ kind: 'unknown' });
  });
});
