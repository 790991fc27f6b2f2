import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGithubRunArtifacts } from '../../src/adapters/github/github-run-artifacts.ts';
import { makeJudgedPullRequests } from '../../src/adapters/github/judged-pull-requests.ts';
import { type PublishOutcome, publishComment } from '../../src/app/publish-comment.ts';
import { renderJson } from '../../src/report/json.ts';
import type { Fault } from '../support/actions-service/faults.ts';
import type { BoardPull } from '../support/actions-service/pull-request-board.ts';
import { repositoryDocument } from '../support/actions-service/rest/documents.ts';
import type { TokenPermissions } from '../support/actions-service/rest/route.ts';
import { runBackendId } from '../support/actions-service/workflow-runs.ts';
import { type ArchiveFile, zip } from '../support/archives.ts';
import { type CommentWorld, REPOSITORY, startCommentWorld } from '../support/comment-world.ts';
import { REPORT_EXAMPLES } from '../support/report-examples.ts';
import { aWorkflowRunEvent } from '../support/workflow-run-event.ts';

const { regressed, passed } = REPORT_EXAMPLES;
const FORK_ID = Number(repositoryDocument('mallory', 'shop', '').id);
const RUN_ID = 9_001;

let world: CommentWorld;
let pull: BoardPull;
let warnings: string[];
beforeEach(async () => {
  world = await startCommentWorld();
  pull = world.board.open({
    number: 12,
    headRepository: 'mallory/shop',
    headBranch: 'faster',
    headSha: 'd'.repeat(40),
  });
  world.service.workflows.add({ id: RUN_ID, event: 'pull_request', sha: pull.headSha });
  warnings = [];
});
afterEach(() => world.service.close());

function upload(files: readonly ArchiveFile[] | Buffer, name = 'perf-gate-shop', runId = RUN_ID): void {
  const archive = Buffer.isBuffer(files) ? files : zip(files);
  world.service.artifacts.put(runBackendId(runId), name, archive);
}

const reportFile = (report = regressed): ArchiveFile => ({
  name: 'report.json',
  content: renderJson(report),
});
const event = () => aWorkflowRunEvent({ runId: RUN_ID, pull, headRepositoryId: FORK_ID });

function publish(given: unknown = event(), permissions?: TokenPermissions): Promise<PublishOutcome> {
  const client = world.client(permissions ?? { 'pull-requests': 'write', actions: 'read' });
  return publishComment(
    { event: given, repository: 'octo/shop', artifactStart: 'perf-gate-' },
    {
      pulls: makeJudgedPullRequests({
        client,
        mode: 'always',
        commentId: 'perf',
        repositoryUrl: REPOSITORY,
        acceptLabel: 'perf-gate:accept',
        onRefused: async () => {},
      }),
      artifacts: makeGithubRunArtifacts(client, 1_000_000),
      logger: { debug() {}, info() {}, error() {}, warn: (message) => void warnings.push(message) },
    },
  );
}

const bodies = () => world.board.comments.map(({ body }) => body);

// T-02, T-13
describe('the comment for a fork', () => {
  it('says what the run found, with links that the event vouches for', async () => {
    upload([
      reportFile({ ...regressed, runUrl: 'https://evil.example', pullRequest: 1, commit: 'a'.repeat(40) }),
    ]);
    expect(await publish()).toMatchObject({ kind: 'published', pull: 12 });
    expect(world.board.of(12)).toHaveLength(1);
    const [body = ''] = bodies();
    expect(body).toContain('### ❌ Regressed: p95 +23 %, 182 → 224 ms');
    expect(body).toContain(`[this run](${REPOSITORY}/actions/runs/${RUN_ID})`);
    expect(body).toContain('this [`ddddddd`]');
    expect(body).not.toContain('evil');
    expect(warnings).toEqual([]);
  });

  it('holds a part for each report of the run', async () => {
    upload([reportFile({ ...regressed, key: 'api' })], 'perf-gate-api');
    upload([reportFile({ ...passed, key: 'web' })], 'perf-gate-web');
    upload([reportFile({ ...passed, key: 'other' })], 'coverage');
    await publish();
    expect(bodies()).toHaveLength(1);
    expect(bodies()[0]).toContain('### ❌ Regressed: 1 of 2 jobs (1 passed)');
  });

  it('is of the newest attempt of a run that was started again, and of nothing where that cannot be read', async () => {
    upload([reportFile(regressed)]);
    upload([reportFile(passed)], 'perf-gate-shop-attempt-2');
    expect(await publish()).toMatchObject({ kind: 'published', deliveries: [{ kind: 'delivered' }] });
    expect(bodies()).toEqual([expect.stringContaining('✅ Passed')]);
    upload([{ name: 'report.json', content: '{}' }], 'perf-gate-shop-attempt-10');
    expect((await publish()).kind).toBe('refused');
    expect(bodies()).toEqual([expect.stringContaining('✅ Passed')]);
  });

  it('believes no acceptance and no promotion that a report claims', async () => {
    const acceptance = { by: 'octocat', at: '2026-11-14T10:00:00.000Z', why: 'trust me', commit: null };
    upload([reportFile({ ...regressed, acceptance, promotion: { kind: 'promoted', reason: 'why not' } })]);
    await publish();
    expect(bodies()[0]).not.toMatch(/octocat|why not/);
    expect(bodies()[0]).toContain('could have changed them');
  });
});

describe('nothing is published', () => {
  it.each<[string, (given: Record<string, unknown>) => unknown, string]>([
    ['without an event', () => undefined, 'no workflow_run'],
    [
      'of a run of another repository',
      (run) => ({ ...run, repository: { full_name: 'octo/other' } }),
      'another repository',
    ],
    ['of a push', (run) => ({ ...run, event: 'push' }), 'started by push'],
    ['of pull_request_target', (run) => ({ ...run, event: 'pull_request_target' }), 'not by a pull request'],
    ['of a fork that is gone', (run) => ({ ...run, head_repository: null }), 'is gone'],
    ['of a commit that is none', (run) => ({ ...run, head_sha: 'main' }), 'is gone'],
    [
      'of another commit than the head',
      (run) => ({ ...run, head_sha: 'e'.repeat(40) }),
      'no open pull request',
    ],
    [
      'of a branch of the same name in another fork',
      (run) => ({ ...run, head_repository: { id: 1, owner: { login: 'mallory' } } }),
      'no open pull request',
    ],
  ])('%s', async (_, change, why) => {
    upload([reportFile()]);
    const run = event().workflow_run as Record<string, unknown>;
    const changed = change(run);
    const outcome = await publish(changed === undefined ? {} : { workflow_run: changed });
    expect(outcome).toMatchObject({ why: expect.stringContaining(why) });
    expect(bodies()).toEqual([]);
  });

  it('where the pull request was closed', async () => {
    upload([reportFile()]);
    world.board.change(12, { state: 'closed' });
    expect(await publish()).toMatchObject({ kind: 'nothing' });
  });

  it('where two pull requests have the same head', async () => {
    upload([reportFile()]);
    world.board.open({ ...pull, number: 13, baseBranch: 'release' });
    expect(await publish()).toMatchObject({ kind: 'nothing', why: expect.stringContaining('#12, #13') });
  });

  it('where the run left nothing, or only for another run', async () => {
    world.service.workflows.add({ id: 9_002 });
    upload([reportFile()], 'perf-gate-shop', 9_002);
    expect(await publish()).toMatchObject({
      kind: 'nothing',
      why: expect.stringContaining('left no artifact'),
    });
  });
});

// T-11
describe('an artifact that means harm', () => {
  it.each<[string, () => readonly ArchiveFile[] | Buffer, string]>([
    ['has no report', () => [{ name: 'readme.md', content: 'hi' }], 'holds no report.json'],
    ['is no archive', () => Buffer.from('not a zip'), 'no zip file'],
    [
      'has a report that leads elsewhere',
      () => [{ name: '../../report.json', content: 'x' }],
      'holds no report.json',
    ],
    ['unpacks to a bomb', () => [{ name: 'report.json', content: Buffer.alloc(5_000_000, 32) }], 'more than'],
    [
      'is larger than is read',
      () => zip([{ name: 'x', content: noise(1_200_000) }], 0),
      'more than 1000000 bytes',
    ],
    ['has a report that is no JSON', () => [{ name: 'report.json', content: '{' }], 'expected object'],
    [
      'has a report that is no text',
      () => [{ name: 'report.json', content: Buffer.from([0xff, 0xfe]) }],
      'not text',
    ],
    [
      'has a report of another kind',
      () => [{ name: 'report.json', content: '{"verdict":"passed"}' }],
      'report.key',
    ],
  ])('%s: is told and left out', async (_, files, why) => {
    upload(files());
    expect(await publish()).toMatchObject({ kind: 'refused' });
    expect(warnings.join()).toContain(why);
    expect(bodies()).toEqual([]);
  });

  it('does not keep another one from being published', async () => {
    upload(Buffer.from('not a zip'), 'perf-gate-a');
    upload([reportFile()], 'perf-gate-b');
    expect(await publish()).toMatchObject({ kind: 'published' });
    expect(warnings).toHaveLength(1);
  });
});

describe('a token that may not', () => {
  it.each<[string, TokenPermissions, string]>([
    ['read pull requests', { actions: 'read' }, 'looking for the pull request'],
    ['read artifacts', { 'pull-requests': 'write' }, 'listing the artifacts'],
  ])('%s is told with the lines to add', async (_, permissions, what) => {
    upload([reportFile()]);
    await expect(publish(event(), permissions)).rejects.toMatchObject({
      message: expect.stringContaining(what),
      hint: expect.stringContaining('permissions:'),
    });
  });

  it.each(['pulls', 'actions/runs/{run_id}/artifacts'])(
    'GitHub in trouble stops it, and is told: %s',
    async (list) => {
      upload([reportFile()]);
      const endpoint = `GET /repos/{owner}/{repo}/${list}`;
      for (const status of [401, 404, 409, 422, 429, 503]) {
        world.service.faults.clear();
        world.service.faults.add(endpoint, { kind: 'status', status, retryAfterSeconds: 3_600 });
        await expect(publish()).rejects.toMatchObject({
          code: 'GITHUB_UNANSWERED',
          message: expect.stringContaining(String(status)),
          hint: expect.stringMatching(/./),
        });
      }
      expect(bodies()).toEqual([]);
    },
  );

  it.each<[string, string, Fault]>([
    [
      '404',
      'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
      { kind: 'status', status: 404 },
    ],
    [
      '410',
      'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
      { kind: 'status', status: 410 },
    ],
    ['a storage that is down', 'GET blob', { kind: 'status', status: 503 }],
    ['a download that is cut short', 'GET blob', { kind: 'truncated' }],
    ['a connection that breaks', 'GET blob', { kind: 'reset' }],
  ])('an artifact that cannot be had is left out, and told: %s', async (_, endpoint, fault) => {
    upload([reportFile()]);
    world.service.faults.add(endpoint, fault);
    expect((await publish()).kind).toBe('refused');
    expect(warnings).toEqual([expect.stringMatching(/^artifact "perf-gate-shop" was left out: ./)]);
    expect(bodies()).toEqual([]);
  });

  it('write comments is told', async () => {
    upload([reportFile()]);
    const outcome = await publish(event(), { 'pull-requests': 'read', actions: 'read' });
    expect(outcome).toMatchObject({ kind: 'published', deliveries: [{ kind: 'failed' }] });
  });
});

function noise(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => (index * 7919) % 251));
}
