import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeGithubClient } from '../../src/adapters/github/github-client.ts';
import { systemClock } from '../../src/adapters/node/system-clock.ts';
import { makeActionsCacheStore } from '../../src/adapters/store-actions-cache/actions-cache-store.ts';
import { makeCacheClient } from '../../src/adapters/store-actions-cache/cache-client.ts';
import { cacheScopeOf } from '../../src/adapters/store-actions-cache/cache-scope.ts';
import { makeArtifactStore } from '../../src/adapters/store-artifact/artifact-store.ts';
import { makeBaselineFileSink } from '../../src/adapters/store-artifact/baseline-file-sink.ts';
import { makeChainedStore } from '../../src/adapters/store-chain/chained-store.ts';
import { entryEvent } from '../contract/baseline-store.contract.ts';
import { type ActionsService, startActionsService } from '../support/actions-service/actions-service.ts';
import type { RunnerJob } from '../support/actions-service/runner-environment.ts';
import { runBackendId } from '../support/actions-service/workflow-runs.ts';
import { zip } from '../support/archives.ts';
import { buildCacheProcess } from '../support/build-cache-process.ts';
import { aReport } from '../support/report-builder.ts';
import { aRun } from '../support/run-builder.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
let processFile: string;
let service: ActionsService;
let warnings: string[];
beforeAll(async () => {
  folder = await makeTempFolder();
  processFile = await buildCacheProcess(folder);
});
afterAll(() => folder.remove());
beforeEach(async () => {
  service = await startActionsService();
  warnings = [];
  return () => service.close();
});

/** Cache and artifacts of a job, one behind the other. */
function jobOf(runId: number, runner: RunnerJob = {}) {
  const [owner = '', repo = ''] = service.repository.split('/');
  const token = service.issueToken({ actions: 'read' });
  const client = makeGithubClient({ owner, repo, token, apiUrl: service.apiUrl });
  const scope = cacheScopeOf({
    ref: runner.ref ?? 'refs/heads/main',
    baseBranch: runner.baseRef ?? null,
    defaultBranch: 'main',
    baselineBranches: [],
  });
  const variables = {
    PATH: process.env.PATH,
    RUNNER_TEMP: folder.path,
    ...service.environment({ ...runner, runId }),
  };
  const open = makeCacheClient({ processFile, variables, clock: systemClock });
  const cache = makeActionsCacheStore({ open, scope, clock: systemClock, listing: null });
  const artifacts = makeArtifactStore({
    client,
    workflow: 'perf.yml',
    artifactName: 'perf-gate-k',
    reads: scope.reads,
    ownRun: runId,
  });
  const store = makeChainedStore({
    links: [
      { store: cache, goneBecause: 'GitHub evicts what is old', isWritable: scope.writes !== null },
      { store: artifacts, goneBecause: null, isWritable: true },
    ],
    clock: systemClock,
    logger: { debug() {}, info() {}, error() {}, warn: (text) => void warnings.push(text) },
  });
  return {
    store,
    sink: makeBaselineFileSink({ store: artifacts, key: 'k', directory: folder.file(`out-${runId}`) }),
  };
}

/** The end of a job: its run is filed, and its artifact is uploaded. */
async function finish(runId: number, seed: number, runner: RunnerJob = {}) {
  const { store, sink } = jobOf(runId, runner);
  const lookup = await store.load('k');
  const saved = await store.add('k', entryEvent(seed));
  await sink.deliver(aReport(), [aRun()]);
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
      source: expect.stringMatching(/^the Actions cache of main \(entry 1\) \(newest: commit /),
    });

    service.caches.evict();
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
    const pull = jobOf(99, { ref: 'refs/pull/7/merge', baseRef: 'main', event: 'pull_request' });
    expect(await pull.store.load('k')).toMatchObject({
      source: expect.stringMatching(/^the Actions cache of main \(entry 1\)/),
      history: { entries: [{}, {}, {}] },
      notices: [],
    });

    const fourth = service.workflows.add();
    const down = await finish(fourth.id, 4, { refused: ['results'] });
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
    expect(await jobOf(1, { refused: ['results'] }).store.load('k')).toMatchObject({ kind: 'unknown' });
  });
});
