import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeGithubClient } from '../../src/adapters/github/github-client.ts';
import { makeLabelAcceptances } from '../../src/adapters/github/label-acceptances.ts';
import type { LabelAcceptancesOptions } from '../../src/adapters/github/label-answer.ts';
import { githubEventOf } from '../../src/adapters/node/github-event.ts';
import { type ActionsService, startActionsService } from '../support/actions-service/actions-service.ts';
import { CommitGraph } from '../support/actions-service/commit-graph.ts';
import { PullRequestBoard } from '../support/actions-service/pull-request-board.ts';
import { compareRoutes } from '../support/actions-service/rest/compare.ts';
import { issueRoutes } from '../support/actions-service/rest/issues.ts';
import { pullRoutes } from '../support/actions-service/rest/pulls.ts';
import type { TokenPermissions } from '../support/actions-service/rest/route.ts';

const LABEL = 'perf-gate:accept';
const NOW = Date.UTC(2026, 10, 14, 12);
const PULL = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
const EVENTS = 'GET /repos/{owner}/{repo}/issues/{issue_number}/events';
const COMPARE = 'GET /repos/{owner}/{repo}/compare/{basehead}';
const OF_COMMIT = 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls';

const board = new PullRequestBoard();
const graph = new CommitGraph();
let service: ActionsService;
beforeAll(async () => {
  service = await startActionsService({
    routes: [...issueRoutes(board), ...pullRoutes(board), ...compareRoutes(graph)],
  });
});
afterAll(() => service.close());
beforeEach(() => {
  service.faults.clear();
  board.pulls.length = 0;
  board.labelEvents.length = 0;
  graph.clear();
});

type Job = LabelAcceptancesOptions['job'];

const READS: TokenPermissions = { 'pull-requests': 'read', contents: 'read' };

function client(permissions = READS, bounds = { timeoutMs: 2_000, attempts: 1, maxWaitMs: 1 }) {
  const token = service.issueToken(permissions);
  return makeGithubClient({ owner: 'octo', repo: 'shop', token, apiUrl: service.apiUrl, bounds });
}

function find(job: Partial<Job>, options: Partial<LabelAcceptancesOptions> = {}) {
  return makeLabelAcceptances({
    client: client(),
    label: LABEL,
    reason: null,
    clock: { now: () => NOW, monotonic: () => 0 },
    ...options,
    job: {
      eventName: 'push',
      event: githubEventOf({}),
      sha: 'a'.repeat(40),
      ref: 'refs/heads/main',
      defaultBranch: 'main',
      actor: 'ada',
      ...job,
    },
  }).find();
}

/** A job of a pull request whose event had these labels. */
function pullJob(labels: readonly string[] = [], more: Readonly<Record<string, unknown>> = {}): Partial<Job> {
  const pull_request = {
    number: 7,
    title: 'Rank by relevance',
    head: { sha: 'h1' },
    labels: labels.map((name) => ({ name })),
  };
  return {
    eventName: 'pull_request',
    event: githubEventOf({ pull_request, ...more }),
    ref: 'refs/pull/7/merge',
  };
}

describe('on a pull request', () => {
  it('nobody has accepted what has no label', async () => {
    board.open({ number: 7, labels: ['bug'] });
    expect(await find(pullJob())).toEqual({ acceptance: null, notices: [] });
  });

  it('the label as it is now counts, with who set it last and when', async () => {
    board.open({ number: 7, title: 'Rank by relevance' });
    board.label(7, LABEL, 'bob', '2026-11-13T09:00:00Z');
    board.label(7, 'other', 'eve', '2026-11-14T09:00:00Z');
    board.label(7, LABEL, 'carol', '2026-11-14T10:00:00Z');
    expect(await find(pullJob())).toEqual({
      acceptance: {
        by: 'carol',
        at: '2026-11-14T10:00:00.000Z',
        why: 'label perf-gate:accept on #7 (Rank by relevance)',
        commit: 'h1',
      },
      notices: [],
    });
  });

  it('a label that was taken off since the event does not count', async () => {
    board.open({ number: 7 });
    expect((await find(pullJob([LABEL]))).acceptance).toBeNull();
  });

  it('without a token the event tells, and its sender is who set it', async () => {
    const sender = { action: 'labeled', label: { name: LABEL }, sender: { login: 'dora' } };
    const { acceptance } = await find(pullJob([LABEL], sender), { client: null });
    expect(acceptance).toMatchObject({ by: 'dora', at: new Date(NOW).toISOString() });
    const later = await find(pullJob([LABEL]), { client: null });
    expect(later.acceptance?.by).toBe('somebody who may set labels');
    expect((await find(pullJob([]), { client: null })).acceptance).toBeNull();
  });

  it.each([401, 403, 404, 409, 422, 429, 500, 503])(
    'a %i on the labels leaves those of the event, and says so',
    async (status) => {
      board.open({ number: 7 });
      service.faults.add(PULL, { kind: 'status', status });
      const { acceptance, notices } = await find(pullJob([LABEL]));
      expect(acceptance?.why).toContain('#7');
      expect(notices).toEqual([
        { code: 'labels-not-read', text: expect.stringMatching(new RegExp(`those of the event.*${status}`)) },
      ]);
      expect((await find(pullJob([]))).acceptance).toBeNull();
    },
  );

  it.each([
    ['no answer', { kind: 'time-out' }, /did not answer in time/],
    ['a connection that breaks', { kind: 'reset' }, /could not be reached/],
    ['a rate limit that lasts', { kind: 'status', status: 429, retryAfterSeconds: 3_600 }, /429/],
  ] as const)('%s leaves those of the event, and says so', async (_, fault, cause) => {
    board.open({ number: 7 });
    service.faults.add(PULL, fault);
    const bounds = { timeoutMs: 200, attempts: 1, maxWaitMs: 1 };
    const { acceptance, notices } = await find(pullJob([LABEL]), { client: client(READS, bounds) });
    expect(acceptance?.why).toContain('#7');
    expect(notices).toEqual([{ code: 'labels-not-read', text: expect.stringMatching(cause) }]);
    expect((await find(pullJob([]), { client: client(READS, bounds) })).acceptance).toBeNull();
  });

  it('who set it is not worth failing for', async () => {
    board.open({ number: 7, labels: [LABEL] });
    service.faults.add(EVENTS, { kind: 'status', status: 403 });
    expect((await find(pullJob())).acceptance?.by).toBe('somebody who may set labels');
  });
});

describe('in a merge queue', () => {
  const queue = { eventName: 'merge_group', ref: `refs/heads/gh-readonly-queue/main/pr-7-${'b'.repeat(40)}` };

  it('the label of the pull request that it is named after counts', async () => {
    board.open({ number: 7, title: 'Rank by relevance' });
    expect((await find(queue)).acceptance).toBeNull();
    board.label(7, LABEL, 'carol');
    const { acceptance } = await find(queue);
    expect(acceptance).toMatchObject({
      by: 'carol',
      commit: 'a'.repeat(40),
      why: expect.stringContaining('#7'),
    });
    expect((await find({ ...queue, eventName: 'push' })).acceptance).toBeNull();
  });

  it('nothing is accepted when nobody can be asked', async () => {
    board.open({ number: 7, labels: [LABEL] });
    service.faults.add(PULL, { kind: 'status', status: 403 });
    expect((await find(queue)).acceptance).toBeNull();
    expect((await find(queue, { client: null })).acceptance).toBeNull();
  });
});

/** main stands at 0, and each pull request was merged onto it in its turn; the answer is where main stands then. */
function mergedInTurn(numbers: readonly number[], merge = (number: number) => board.merge(number)): string {
  graph.commit(START, []);
  graph.point('main', START);
  return numbers.reduce((main, number) => {
    const head = board.pulls.find((pull) => pull.number === number)?.headSha ?? '';
    graph.commit(head, [START]);
    return graph.commit(merge(number), [main, head]);
  }, START);
}

const START = '1'.repeat(40);
const queueCommit = (number: number) => number.toString(16).padStart(40, 'd');

describe('in a merge group of several pull requests', () => {
  const group = (sha: string, base = 'main'): Partial<Job> => ({
    eventName: 'merge_group',
    event: githubEventOf({ merge_group: { base_ref: `refs/heads/${base}` } }),
    ref: `refs/heads/gh-readonly-queue/main/pr-9-${'b'.repeat(40)}`,
    sha,
  });

  it.each([
    ['whose head somebody moved since it was queued', { headSha: 'e'.repeat(40) }],
    ['into another branch', { baseBranch: 'release' }],
    ['that was closed', { state: 'closed' as const }],
    ['without the label', { labels: [] }],
  ])('a pull request %s counts for nothing', async (_, change) => {
    for (const number of [7, 8, 9]) board.open({ number });
    const sha = mergedInTurn([7, 8, 9], queueCommit);
    board.change(8, { labels: [LABEL], ...change });
    expect(await find(group(sha))).toEqual({ acceptance: null, notices: [] });
  });

  it('commits that a branch brought along make no merge: only the line of first parents counts', async () => {
    for (const number of [7, 9]) board.open({ number });
    board.label(7, LABEL, 'carol');
    const [seven = '', nine = ''] = board.pulls.map(({ headSha }) => headSha);
    graph.point('main', graph.commit(START, []));
    graph.commit(seven, [START]);
    graph.commit(nine, [START, seven]);
    const sha = graph.commit(queueCommit(9), [START, nine]);
    expect((await find(group(sha))).acceptance).toBeNull();
  });

  it.each([403, 404, 500])('a %i of the comparison accepts nothing, and is told', async (status) => {
    for (const number of [8, 9]) board.open({ number, labels: number === 8 ? [LABEL] : [] });
    service.faults.add(COMPARE, { kind: 'status', status });
    const { acceptance, notices } = await find(group(mergedInTurn([8, 9], queueCommit)));
    expect(acceptance).toBeNull();
    expect(notices[0]?.text).toMatch(new RegExp(`could not be asked.*${status}`));
  });

  it('the label of one that waits before its own counts', async () => {
    for (const number of [7, 8, 9]) board.open({ number });
    board.label(8, LABEL, 'carol');
    const { acceptance } = await find(group(mergedInTurn([7, 8, 9], queueCommit)));
    expect(acceptance).toMatchObject({ by: 'carol', why: expect.stringContaining('#8') });
  });
});

describe('on a push of several merges', () => {
  const push = (sha: string, before = START): Partial<Job> => ({ sha, event: githubEventOf({ before }) });

  it.each([403, 404, 500])('a %i of the comparison accepts nothing, and is told', async (status) => {
    for (const number of [7, 8]) board.open({ number, labels: number === 7 ? [LABEL] : [] });
    service.faults.add(COMPARE, { kind: 'status', status });
    const { acceptance, notices } = await find(push(mergedInTurn([7, 8])));
    expect(acceptance).toBeNull();
    expect(notices).toEqual([
      { code: 'labels-not-read', text: expect.stringMatching(`could not be asked.*${status}`) },
    ]);
  });

  it('so does a token that may not read the history', async () => {
    for (const number of [7, 8]) board.open({ number, labels: number === 7 ? [LABEL] : [] });
    const options = { client: client({ 'pull-requests': 'read' }) };
    const { acceptance, notices } = await find(push(mergedInTurn([7, 8])), options);
    expect(acceptance).toBeNull();
    expect(notices[0]?.text).toContain('contents: read');
  });

  it('what was there before is not asked about', async () => {
    for (const number of [7, 8]) board.open({ number, labels: number === 7 ? [LABEL] : [] });
    const sha = mergedInTurn([7, 8]);
    expect((await find(push(sha, graph.parentsOf(sha)[0]))).acceptance).toBeNull();
  });

  it('a branch that is new, or a history that was replaced, has its newest merge alone', async () => {
    for (const number of [7, 8]) board.open({ number, labels: number === 7 ? [LABEL] : [] });
    const sha = mergedInTurn([7, 8]);
    expect(await find(push(sha, '0'.repeat(40)))).toEqual({ acceptance: null, notices: [] });
    expect((await find(push(sha, 'f'.repeat(40)))).acceptance).toBeNull();
  });

  it('more than it looks into is told, and accepts nothing', async () => {
    const numbers = Array.from({ length: 24 }, (_, index) => index + 7);
    for (const number of numbers) board.open({ number, labels: number === 7 ? [LABEL] : [] });
    const { acceptance, notices } = await find(push(mergedInTurn(numbers)));
    expect(acceptance).toBeNull();
    expect(notices[0]?.text).toContain('the newest 20 commits were looked at');
  });

  it('the label of any of them counts', async () => {
    for (const number of [7, 8, 9]) board.open({ number });
    board.label(8, LABEL, 'carol');
    const sha = mergedInTurn([7, 8, 9]);
    const { acceptance } = await find(push(sha));
    expect(acceptance).toMatchObject({ by: 'carol', commit: sha, why: expect.stringContaining('#8') });
  });
});

// T-23
describe('on a push to the default branch', () => {
  it('the label of the pull request whose merge it is counts', async () => {
    board.open({ number: 7, title: 'Rank by relevance' });
    board.label(7, LABEL, 'carol');
    const sha = board.merge(7);
    const { acceptance } = await find({ sha });
    expect(acceptance).toMatchObject({ by: 'carol', commit: sha, why: expect.stringContaining('#7') });
  });

  it('that of a pull request that only holds the commit does not', async () => {
    board.open({ number: 7, headSha: 'a'.repeat(40), labels: [LABEL] });
    board.open({ number: 8, headSha: 'a'.repeat(40), baseBranch: 'release', labels: [LABEL] });
    board.merge(8);
    expect((await find({ sha: 'a'.repeat(40) })).acceptance).toBeNull();
  });

  it('nor that of one which was merged into another branch', async () => {
    board.open({ number: 7, baseBranch: 'release', labels: [LABEL] });
    const sha = board.merge(7);
    expect((await find({ sha })).acceptance).toBeNull();
  });

  it.each([
    ['401', { kind: 'status', status: 401 }],
    ['404', { kind: 'status', status: 404 }],
    ['409', { kind: 'status', status: 409 }],
    ['422', { kind: 'status', status: 422 }],
    ['429 with Retry-After', { kind: 'status', status: 429, retryAfterSeconds: 3_600 }],
    ['503', { kind: 'status', status: 503 }],
    ['no answer', { kind: 'time-out' }],
    ['a connection that breaks', { kind: 'reset' }],
    ['an answer that is cut short', { kind: 'truncated' }],
  ] as const)('%s accepts nothing, whatever label there is, and is told', async (_, fault) => {
    board.open({ number: 7, labels: [LABEL] });
    const sha = board.merge(7);
    service.faults.add(OF_COMMIT, fault);
    const bounds = { timeoutMs: fault.kind === 'time-out' ? 200 : 5_000, attempts: 1, maxWaitMs: 1 };
    const { acceptance, notices } = await find({ sha }, { client: client(READS, bounds) });
    expect(acceptance).toBeNull();
    expect(notices).toEqual([
      { code: 'labels-not-read', text: expect.stringContaining('could not be asked') },
    ]);
  });

  it('nothing is accepted when nobody can be asked, and the report says so', async () => {
    service.faults.add(OF_COMMIT, { kind: 'status', status: 403 });
    const { acceptance, notices } = await find({});
    expect(acceptance).toBeNull();
    expect(notices[0]?.text).toMatch(/could not be asked.*pull-requests: read/);
    expect(await find({}, { client: null })).toEqual({ acceptance: null, notices: [] });
  });

  it('another branch has no such labels', async () => {
    board.open({ number: 7, labels: [LABEL] });
    const sha = board.merge(7);
    expect((await find({ sha, ref: 'refs/heads/topic' })).acceptance).toBeNull();
  });
});

describe('a run that a person started', () => {
  it('accepts by its reason, in the name of who started it', async () => {
    const { acceptance } = await find({ eventName: 'workflow_dispatch' }, { reason: 'new ranking' });
    expect(acceptance).toEqual({
      by: 'ada',
      at: new Date(NOW).toISOString(),
      why: 'new ranking',
      commit: 'a'.repeat(40),
    });
  });

  it('accepts nothing without one', async () => {
    expect((await find({ eventName: 'workflow_dispatch' })).acceptance).toBeNull();
  });

  it.each(['push', 'schedule', 'merge_group', 'workflow_run'])(
    'a reason says nothing on %s',
    async (eventName) => {
      expect((await find({ eventName }, { reason: 'forgotten in the workflow' })).acceptance).toBeNull();
    },
  );
});
