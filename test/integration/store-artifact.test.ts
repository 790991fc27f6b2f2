import { readdir, readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGithubClient } from '../../src/adapters/github/github-client.ts';
import {
  type ArtifactStore,
  type ArtifactStoreOptions,
  makeArtifactStore,
} from '../../src/adapters/store-artifact/artifact-store.ts';
import { makeBaselineFileSink } from '../../src/adapters/store-artifact/baseline-file-sink.ts';
import { writeBundle } from '../../src/history/bundle.ts';
import type { HistoryEvent } from '../../src/model/history.ts';
import { entryEvent } from '../contract/baseline-store.contract.ts';
import { type ActionsService, startActionsService } from '../support/actions-service/actions-service.ts';
import type { Fault } from '../support/actions-service/faults.ts';
import { runBackendId, type WorkflowRun } from '../support/actions-service/workflow-runs.ts';
import { zip } from '../support/archives.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const NAME = 'perf-gate-k';
let service: ActionsService;
let now: number;
beforeEach(async () => {
  now = Date.UTC(2026, 1, 1);
  service = await startActionsService({ now: () => now });
});
afterEach(() => service.close());

function storeWith(
  more: Partial<ArtifactStoreOptions> = {},
  token?: string,
  timeoutMs = 30_000,
): ArtifactStore {
  const client = makeGithubClient({
    owner: 'octo',
    repo: 'shop',
    token: token ?? service.issueToken({ actions: 'read' }),
    apiUrl: service.apiUrl,
    bounds: { timeoutMs, attempts: 2, maxWaitMs: 100 },
    wait: async () => undefined,
  });
  return makeArtifactStore({
    client,
    workflow: 'perf.yml',
    artifactName: NAME,
    reads: ['main'],
    ownRun: 1,
    ...more,
  });
}

function zipOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  return zip(Object.entries(files).map(([name, content]) => ({ name, content })));
}

function bundleOf(...events: readonly HistoryEvent[]): string {
  return writeBundle(events.map((event) => ({ key: 'k', event })));
}

function upload(run: WorkflowRun, content: string | Buffer, name = NAME): void {
  const packed =
    typeof content === 'string' ? zipOf({ 'baseline.json': content, 'report.md': '# x' }) : content;
  service.artifacts.put(runBackendId(run.id), name, packed);
}

const found = (...seeds: readonly number[]) => ({
  kind: 'found',
  events: seeds.map((seed) => entryEvent(seed)),
});

describe('baselines in artifacts of earlier runs', () => {
  it('come from the newest run of the branch that left one', async () => {
    upload(service.workflows.add(), bundleOf(entryEvent(1)));
    const second = service.workflows.add();
    upload(second, bundleOf(entryEvent(1), entryEvent(2)));
    service.workflows.add({ conclusion: 'failure' });
    expect(await storeWith().events('k')).toMatchObject({
      ...found(1, 2),
      source: `the artifact ${NAME} of run ${second.id} on main`,
      notices: [],
    });
    expect(await storeWith().load('k')).toMatchObject({ kind: 'found', history: { entries: [{}, {}] } });
    expect(await storeWith().keys()).toEqual(['k']);
    expect((await storeWith().events('other')).kind).toBe('absent');
  });

  it('are looked for on the base branch, then on the default branch', async () => {
    upload(service.workflows.add(), bundleOf(entryEvent(1)));
    const reads = ['release', 'main'] as const;
    expect(await storeWith({ reads: [...reads] }).events('k')).toMatchObject(found(1));
    upload(service.workflows.add({ branch: 'release' }), bundleOf(entryEvent(2)));
    expect(await storeWith({ reads: [...reads] }).events('k')).toMatchObject(found(2));
  });

  it('of a re-run attempt count too, the newest first', async () => {
    const run = service.workflows.add();
    upload(run, bundleOf(entryEvent(1)));
    upload(run, bundleOf(entryEvent(2)), `${NAME}-attempt-2`);
    upload(run, bundleOf(entryEvent(3)), `${NAME}-attempt-2x`);
    expect(await storeWith().events('k')).toMatchObject(found(2));
  });

  it('of another job of the workflow serve one that has an artifact of its own', async () => {
    const names = { artifactName: 'perf-gate-again', otherNames: [NAME] };
    const run = service.workflows.add();
    upload(run, bundleOf(entryEvent(1)));
    expect((await storeWith({ artifactName: 'perf-gate-again' }).events('k')).kind).toBe('absent');
    expect(await storeWith(names).events('k')).toMatchObject({
      ...found(1),
      source: `the artifact ${NAME} of run ${run.id} on main`,
    });
    upload(run, bundleOf(entryEvent(1), entryEvent(2)), 'perf-gate-again');
    expect(await storeWith(names).events('k')).toMatchObject(found(1, 2));
  });

  it.each<[string, Partial<WorkflowRun>]>([
    [
      'of a pull request from a branch of the same name',
      { event: 'pull_request', headRepository: 'eve/shop' },
    ],
    ['of a fork, whatever the event', { headRepository: 'eve/shop' }],
    ['of a pull request within the repository', { event: 'pull_request' }],
    ['that pull_request_target started', { event: 'pull_request_target' }],
    ['of another workflow', { workflowPath: '.github/workflows/other.yml' }],
    ['of another branch', { branch: 'feature' }],
    ['that asks itself', { id: 1 }],
    ['that is still at work', { status: 'in_progress', conclusion: null }],
  ])('are never taken from a run %s', async (_, run) => {
    service.workflows.add({ conclusion: 'cancelled' });
    upload(service.workflows.add(run), bundleOf(entryEvent(1)));
    expect((await storeWith().events('k')).kind).toBe('absent');
  });

  it('are found behind many runs without one, but not for ever', async () => {
    const first = service.workflows.add();
    upload(first, bundleOf(entryEvent(1)));
    for (let more = 0; more < 60; more++) service.workflows.add();
    expect((await storeWith().events('k')).kind).toBe('found');
    expect((await storeWith({ maxAsked: 5 }).events('k')).kind).toBe('absent');
  });

  it('are found beside more artifacts than a page has', async () => {
    const run = service.workflows.add();
    upload(run, bundleOf(entryEvent(1)));
    for (let more = 0; more < 120; more++) upload(run, 'x', `build-${more}`);
    expect((await storeWith().events('k')).kind).toBe('found');
  });

  it('that have expired are absent, and it is told that there was one', async () => {
    upload(service.workflows.add(), bundleOf(entryEvent(1)));
    now += 100 * 86_400_000;
    expect(await storeWith().events('k')).toMatchObject({
      kind: 'absent',
      notices: [{ code: 'baseline-expired', text: expect.stringMatching(/has expired/) }],
    });
  });

  it('that are deleted between list and download are passed by', async () => {
    const download = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}';
    upload(service.workflows.add(), bundleOf(entryEvent(1)));
    upload(service.workflows.add(), bundleOf(entryEvent(2)));
    service.faults.add(download, { kind: 'status', status: 410 }, { times: 1 });
    expect(await storeWith().events('k')).toMatchObject(found(1));
  });
});

describe('what an artifact may hold', () => {
  const good = () => bundleOf(entryEvent(1));
  const evil: readonly [string, () => string | Buffer][] = [
    ['no zip file', () => Buffer.from('not a zip')],
    ['an empty file', () => Buffer.alloc(0)],
    ['a zip file that was cut off', () => zipOf({ 'baseline.json': good() }).subarray(0, 200)],
    ['text that is no JSON', () => 'x'],
    ['JSON of another kind', () => '{"format":"other"}'],
    ['bytes that are no UTF-8', () => zipOf({ 'baseline.json': Buffer.from([0xff, 0xfe]) })],
    ['an event that was changed', () => good().replace('"promoted"', '"withheld"')],
    ['more than it may, unpacked', () => zipOf({ 'baseline.json': Buffer.alloc(300_000) })],
    ['nesting without end', () => `{"format":"perf-gate-baselines","records":${'['.repeat(50_000)}`],
  ];

  it.each(evil)('%s: unreadable, or the run before it with a notice', async (_, content) => {
    const limits = { maxDownloadBytes: 1_000_000, maxBytes: 200_000 };
    upload(service.workflows.add(), content());
    expect(await storeWith({ limits }).events('k')).toMatchObject({
      kind: 'unreadable',
      where: expect.stringMatching(/the artifact perf-gate-k of run/),
    });
    service.workflows.runs.unshift(service.workflows.add({ id: 8_000 }));
    service.workflows.runs.pop();
    upload(service.workflows.runs[0] as WorkflowRun, good());
    expect(await storeWith({ limits }).events('k')).toMatchObject({
      ...found(1),
      notices: [{ code: 'artifact-damaged' }],
    });
  });

  it('a download larger than it may be: unreadable', async () => {
    upload(service.workflows.add(), good());
    const limits = { maxDownloadBytes: 100, maxBytes: 1_000_000 };
    expect(await storeWith({ limits }).events('k')).toMatchObject({
      kind: 'unreadable',
      cause: 'it has more than 100 bytes',
    });
  });

  it('names that lead out of it: only baseline.json itself is looked at', async () => {
    const names = [
      '../baseline.json',
      '/baseline.json',
      'a/baseline.json',
      'baseline.json/',
      'BASELINE.JSON',
    ];
    upload(service.workflows.add(), zip(names.map((name) => ({ name, content: good() }))));
    expect((await storeWith().events('k')).kind).toBe('absent');
  });
});

describe('faults', () => {
  const RUNS = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs';
  const LIST = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts';
  const status = (code: number, more = {}): Fault => ({ kind: 'status', status: code, ...more });

  it.each<[string, string, Fault]>([
    ['401', RUNS, status(401)],
    ['404', RUNS, status(404)],
    ['409', LIST, status(409)],
    ['422', LIST, status(422)],
    ['429 with Retry-After', LIST, status(429, { retryAfterSeconds: 3_600 })],
    ['503', RUNS, status(503)],
    ['no answer', RUNS, { kind: 'time-out' }],
    ['a connection that breaks', LIST, { kind: 'reset' }],
    ['an answer that is cut short', LIST, { kind: 'truncated' }],
    ['a download that is cut short', 'GET blob', { kind: 'truncated' }],
    ['a storage that is down', 'GET blob', status(503)],
  ])('%s: unknown, with what to do', async (_, endpoint, fault) => {
    upload(service.workflows.add(), bundleOf(entryEvent(1)));
    service.faults.add(endpoint, fault);
    const timeoutMs = fault.kind === 'time-out' ? 200 : 30_000;
    expect(await storeWith({}, undefined, timeoutMs).events('k')).toMatchObject({
      kind: 'unknown',
      cause: expect.stringMatching(/GitHub/),
      hint: expect.stringMatching(/./),
    });
  });

  it('a permission that was never given: absent, and told', async () => {
    upload(service.workflows.add(), bundleOf(entryEvent(1)));
    const token = service.issueToken({ contents: 'read' });
    expect(await storeWith({}, token).events('k')).toMatchObject({
      kind: 'absent',
      notices: [{ code: 'artifacts-not-read', text: expect.stringMatching(/actions: read/) }],
    });
    expect(await storeWith({ client: null }).events('k')).toMatchObject({
      kind: 'absent',
      notices: [{ code: 'artifacts-not-read' }],
    });
  });
});

describe('the artifact of this run', () => {
  it('gets what was read and what was added, within bounds', async () => {
    upload(service.workflows.add(), bundleOf(entryEvent(1), entryEvent(2)));
    const store = storeWith({ keepPromoted: 2 });
    expect(store.document('k')).toBeNull();
    await store.events('k');
    expect((await store.add('k', entryEvent(3))).kind).toBe('saved');
    expect((await store.add('k', entryEvent(3))).kind).toBe('already-there');
    upload(service.workflows.add(), store.document('k') ?? '');
    expect(await storeWith().events('k')).toMatchObject(found(2, 3));
  });

  it('is written beside the report; a folder that cannot be is a warning', async () => {
    const folder = await makeTempFolder();
    const store = storeWith();
    const sinkTo = (directory: string) => makeBaselineFileSink({ store, key: 'k', directory });
    // What somebody left there is not this job's baseline.
    await writeFile(folder.file('baseline.json'), 'old');
    expect(await sinkTo(folder.path).deliver()).toMatchObject({ artifacts: {} });
    expect(await readdir(folder.path)).toEqual([]);
    await store.add('k', entryEvent(1));
    expect(await sinkTo(folder.file('out')).deliver()).toMatchObject({
      kind: 'delivered',
      artifacts: { baseline: 'baseline.json' },
    });
    expect(await readFile(folder.file('out/baseline.json'), 'utf8')).toBe(bundleOf(entryEvent(1)));
    expect(await sinkTo(folder.file('out/baseline.json/x')).deliver()).toMatchObject({
      kind: 'failed',
    });
    await folder.remove();
  });
});
