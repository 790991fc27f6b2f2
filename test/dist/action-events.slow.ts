import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pull, push, sha } from '../support/action-jobs.ts';
import { type ActionRunner, startActionRunner } from '../support/action-runner.ts';
import { repositoryDocument } from '../support/actions-service/rest/documents.ts';
import { fakeK6Script } from '../support/fake-k6.ts';
import { startK6Mirror } from '../support/k6-mirror.ts';
import { aWorkflowRunEvent } from '../support/workflow-run-event.ts';

const SLOW = { slowdown: 1.7 };
const git = promisify(execFile);

let runner: ActionRunner;
beforeAll(async () => {
  runner = await startActionRunner();
  for (const runId of [1, 2, 3]) await runner.step(push(runId));
});
afterAll(() => runner.close());

const comments = () => runner.board.of(7).map(({ body }) => body);
const entries = () => runner.service.caches.entries.length;

describe('a pull request from a fork', () => {
  const FORK_ID = Number(repositoryDocument('eve', 'shop', '').id);

  it('is judged, its check is red, and the way to a comment is in the summary', async () => {
    runner.board.open({
      number: 7,
      headSha: sha('b'),
      headBranch: 'ranks',
      headRepository: 'eve/shop',
    });
    const step = pull(10, SLOW, { from: 'eve/shop', permissions: {} });
    const { code, outputs, summary } = await runner.step({
      ...step,
      job: { ...step.job, cacheAccess: 'read' },
    });
    expect(code).toBe(1);
    expect(outputs).toMatchObject({ verdict: 'regressed', 'comment-url': '' });
    expect(comments()).toEqual([]);
    expect(summary).toContain('mode: comment');
  });

  it('gets its comment from the companion workflow', async () => {
    const [board] = runner.board.pulls;
    if (board === undefined) throw new Error('no pull request');
    runner.service.workflows.add({ id: 10, event: 'pull_request', sha: sha('b') });
    const event = {
      ...aWorkflowRunEvent({ runId: 10, pull: board, headRepositoryId: FORK_ID }),
      repository: { full_name: 'octo/shop', default_branch: 'main' },
    };
    const { code, outputs, log } = await runner.step({
      job: { runId: 11, event: 'workflow_run' },
      event,
      inputs: { mode: 'comment', script: '', env: '' },
    });
    expect(log).not.toContain('::error');
    expect(code).toBe(0);
    expect(comments()).toEqual([expect.stringContaining('❌')]);
    expect(outputs['comment-url']).toContain('/pull/7#issuecomment-');
    runner.board.pulls.length = 0;
    runner.board.comments = [];
  });
});

describe('a matrix', () => {
  it('shares one comment', async () => {
    runner.board.open({ number: 7, headSha: sha('b'), headBranch: 'ranks' });
    const leg = (name: string) => ({
      inputs: { 'baseline-key': name, 'matrix-jobs': '2', 'comment-mode': 'always' },
    });
    const results = await Promise.all(
      ['storefront', 'back-office'].map((name) =>
        runner.step(pull(12, {}, { ...leg(name), job: { job: name } })),
      ),
    );
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    expect(comments()).toHaveLength(1);
    for (const name of ['storefront', 'back-office']) expect(comments()[0]).toContain(name);
  });
});

describe('events', () => {
  it.each(['schedule', 'workflow_dispatch', 'merge_group'])(
    '%s without a payload is judged',
    async (event) => {
      const ref = event === 'merge_group' ? 'refs/heads/gh-readonly-queue/main/pr-7-abc' : 'refs/heads/main';
      const before = entries();
      const { code, outputs, log } = await runner.step({
        job: { runId: 13, event, ref },
        load: { seed: 77 },
      });
      expect(log).not.toContain('::error');
      expect(code).toBe(0);
      expect(outputs.verdict).toBe('passed');
      expect(entries() - before).toBe(event === 'merge_group' ? 0 : 1);
    },
  );

  it('pull_request_target with the head checked out is refused, and nothing of it is run', async () => {
    const cwd = runner.workspace.path;
    await git('git', ['init', '--quiet'], { cwd });
    const identity = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];
    await git('git', [...identity, 'commit', '--quiet', '--allow-empty', '-m', 'head'], { cwd });
    const step = pull(14);
    const { code, log, outputs } = await runner.step({
      ...step,
      job: { ...step.job, event: 'pull_request_target', ref: 'refs/heads/main', sha: sha('a') },
    });
    expect(code).toBe(2);
    expect(log).toMatch(/^::error title=perf-gate::pull_request_target runs with a token that writes/m);
    expect(log).not.toContain('Round 1');
    expect(outputs).toMatchObject({ verdict: 'error', p95: '', regressed: '' });
  });

  it('a commit that a shallow clone, a rebase or a force-push has taken away is no trouble', async () => {
    // The workspace now is a clone that knows none of the commits of the baseline.
    const { code, outputs } = await runner.step(pull(15));
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ verdict: 'passed', 'baseline-sha': sha('a') });
    await rm(path.join(runner.workspace.path, '.git'), { recursive: true });
  });

  it('a reason by workflow_dispatch accepts a slower level of main', async () => {
    const job = { runId: 16, event: 'workflow_dispatch' };
    const { code, outputs, log } = await runner.step(
      push(16, SLOW, { job, inputs: { 'accept-reason': 'new ranking' } }),
    );
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ verdict: 'regressed', 'accepted-by': 'ada' });
    expect(log).toContain('Accepted by ada: new ranking.');
  });
});

describe('the process', () => {
  it('outside of GitHub Actions says where to go', async () => {
    const { code, log } = await runner.step({ variables: { GITHUB_ACTIONS: '', GITHUB_RUN_ID: '' } });
    expect(code).toBe(2);
    expect(log).toContain('node dist/cli.mjs run SCRIPT');
  });

  it('tells all wrong inputs at once, and unknown ones', async () => {
    const { code, log, summary } = await runner.step({
      inputs: { 'fail-treshold': '20%', duration: 'long', 'max-rounds': '99' },
    });
    expect(code).toBe(2);
    expect(log).toContain('there is no input "fail-treshold"; did you mean fail-threshold?');
    expect(log).toMatch(/input duration: expected a duration.*%0A.*input max-rounds: expected/);
    expect(summary).toMatch(/could not judge this run[\s\S]*input duration: expected/);
  });

  it('gives the script neither inputs nor tokens, and prints none of its secrets', async () => {
    const dump = runner.workspace.file('given.json');
    const secret = 'hunter22-very-secret';
    const load = {
      seed: 5,
      dumpEnvironment: dump,
      stdout: Array.from({ length: 5_000 }, (_, line) => `line ${line}: ${secret}`),
    };
    await writeFile(runner.workspace.file('chatty.js'), fakeK6Script(load));
    const { log, summary } = await runner.step({
      inputs: { script: 'chatty.js', env: `API_TOKEN=${secret}`, 'comment-mode': 'never' },
      variables: { GITHUB_TOKEN: 'ghs_of_the_job', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'id' },
      job: { runId: 17 },
    });
    const { env } = JSON.parse(await readFile(dump, 'utf8'));
    const leaked = Object.keys(env).filter((name) => /^(INPUT_|ACTIONS_|GITHUB_)/.test(name));
    expect(leaked).toEqual([]);
    expect(log + summary).not.toContain(secret);
    expect(log).toMatch(/^::add-mask::ghs_/m);
  });

  it('ends the load when the job is cancelled, tells it, and files nothing', async () => {
    const before = entries();
    const dump = runner.workspace.file('started.json');
    const { code, outputs, summary } = await runner.step(
      push(18, { hang: true, dumpEnvironment: dump }, { onStart: (pid) => void cancelOnce(dump, pid) }),
    );
    expect(code).toBe(3);
    expect(outputs.verdict).toBe('invalid');
    expect(summary).not.toBe('');
    expect(entries()).toBe(before);
  });

  it('downloads k6 where there is none, and keeps it for the next job', async () => {
    const mirror = await startK6Mirror('2.3.0');
    const inputs = { 'k6-mirror': mirror.url, 'k6-version': '2.3.0', 'comment-mode': 'never' };
    const step = { job: { runId: 19 }, inputs, load: { seed: 3, version: '2.3.0' } };
    const { code, log } = await runner.step(step);
    expect(log).toContain(`downloading k6 v2.3.0 from ${mirror.url}`);
    expect(code).toBe(0);
    await mirror.close();
    expect((await runner.step(step)).log).not.toContain('downloading');
  });

  it('says what to do where k6 cannot be had', async () => {
    const inputs = { 'k6-mirror': 'http://127.0.0.1:9', 'k6-version': '1.8.1' };
    const { code, log } = await runner.step({ inputs });
    expect(code).toBe(3);
    expect(log).toMatch(/::error .*getting k6: .*ECONNREFUSED.*https_proxy.*engine: embedded needs no k6/);
  });
});

async function cancelOnce(started: string, pid: number): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if ((await readFile(started, 'utf8').catch(() => '')) !== '') return void process.kill(pid, 'SIGINT');
    await sleep(50);
  }
}

it('an unreadable workspace is told', async () => {
  await writeFile(runner.workspace.file('a-file'), '');
  const { code, log } = await runner.step({ inputs: { 'working-directory': 'a-file' } });
  expect(code).toBe(2);
  expect(log).toContain('input working-directory: there is no folder a-file');
});
