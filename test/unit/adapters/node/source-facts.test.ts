import { writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { githubEventOf } from '../../../../src/adapters/node/github-event.ts';
import { runnerClass } from '../../../../src/adapters/node/machine.ts';
import { sourceFacts } from '../../../../src/adapters/node/source-facts.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

function git(answers: Readonly<Record<string, string>>) {
  return async (...args: readonly string[]) => answers[args.join(' ')] ?? null;
}

describe('source facts', () => {
  it('come from git outside CI', async () => {
    const answers = {
      'rev-parse HEAD': 'c0ffee',
      'rev-parse --verify --quiet c0ffee^': 'beef',
      'rev-parse --abbrev-ref HEAD': 'topic',
      'symbolic-ref --short refs/remotes/origin/HEAD': 'origin/trunk',
    };
    expect(await sourceFacts({ USER: 'ada' }, git(answers))).toEqual({
      commit: 'c0ffee',
      parentCommit: 'beef',
      branch: 'topic',
      defaultBranch: 'trunk',
      pullRequest: null,
      runUrl: null,
      job: null,
      actor: 'ada',
    });
  });

  it('are null without git, never guessed', async () => {
    const facts = await sourceFacts({}, git({}));
    expect(Object.values(facts)).toEqual([null, null, null, null, null, null, null, null]);
  });

  it.each([
    [{ GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'octocat', USER: 'runner' }, 'octocat'],
    [{ USER: 'ada', LOGNAME: 'bob' }, 'ada'],
    [{ USER: '', LOGNAME: 'bob' }, 'bob'],
    [{ USERNAME: 'carol' }, 'carol'],
    [{}, 'Ada Lovelace'],
  ])('name who it was, by CI, login or git: %j', async (variables, actor) => {
    const named = git({ 'config --get user.name': 'Ada Lovelace' });
    expect((await sourceFacts(variables, named)).actor).toBe(actor);
  });

  it('a detached head has no branch', async () => {
    const facts = await sourceFacts({}, git({ 'rev-parse --abbrev-ref HEAD': 'HEAD' }));
    expect(facts.branch).toBeNull();
  });

  it('know a pull request on GitHub', async () => {
    const variables = {
      GITHUB_ACTIONS: 'true',
      GITHUB_SHA: 'abc',
      GITHUB_REF: 'refs/pull/42/merge',
      GITHUB_HEAD_REF: 'feature',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_RUN_ID: '7',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_JOB: 'gate',
      GITHUB_ACTOR: 'ada',
    };
    expect(await sourceFacts(variables, git({}))).toMatchObject({
      commit: 'abc',
      branch: 'feature',
      pullRequest: 42,
      runUrl: 'https://github.com/o/r/actions/runs/7',
      job: 'github-7-2-gate',
    });
  });

  it('take no tag for a branch, whatever it is called', async () => {
    const variables = { GITHUB_ACTIONS: 'true', GITHUB_SHA: 'a1', GITHUB_REF_NAME: 'main' };
    expect((await sourceFacts({ ...variables, GITHUB_REF_TYPE: 'branch' }, git({}))).branch).toBe('main');
    expect((await sourceFacts({ ...variables, GITHUB_REF_TYPE: 'tag' }, git({}))).branch).toBeNull();
  });

  it('of a schedule without a payload take its branch for the default one', async () => {
    const variables = { GITHUB_ACTIONS: 'true', GITHUB_SHA: 'a1', GITHUB_REF_NAME: 'trunk' };
    const facts = (event: string) => sourceFacts({ ...variables, GITHUB_EVENT_NAME: event }, git({}));
    expect(await facts('schedule')).toMatchObject({ branch: 'trunk', defaultBranch: 'trunk' });
    expect(await facts('push')).toMatchObject({ branch: 'trunk', defaultBranch: null });
  });

  describe('where a run of main has checked out something else', () => {
    const variables = {
      GITHUB_ACTIONS: 'true',
      GITHUB_SHA: 'a1',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_REF_NAME: 'main',
      GITHUB_REPOSITORY: 'octo/shop',
    };
    const checkout = (branch: string, origin: string) =>
      git({
        'rev-parse HEAD': 'b2',
        'rev-parse --abbrev-ref HEAD': branch,
        'config --get remote.origin.url': origin,
      });

    it.each([
      ['workflow_dispatch', 'main', 'https://github.com/octo/shop'],
      ['workflow_dispatch', 'main', 'https://github.com/mallory/shop'],
      ['workflow_dispatch', 'topic', 'https://github.com/octo/shop'],
      ['repository_dispatch', 'main', 'https://github.com/mallory/shop'],
    ])('started by hand it is of no branch: %s of %s of %s', async (event, branch, origin) => {
      const facts = await sourceFacts({ ...variables, GITHUB_EVENT_NAME: event }, checkout(branch, origin));
      expect(facts).toMatchObject({ commit: 'b2', branch: null });
    });

    it.each([
      ['HEAD', 'https://github.com/octo/shop', null],
      ['topic', 'https://github.com/octo/shop.git', 'topic'],
    ])('tell what it is: %s of %s', async (branch, origin, expected) => {
      const facts = await sourceFacts(variables, checkout(branch, origin));
      expect(facts).toMatchObject({ commit: 'b2', branch: expected });
    });

    it('believe the runner where that is another repository, or a pull request', async () => {
      const other = await sourceFacts(variables, checkout('HEAD', 'https://github.com/octo/my-shop'));
      expect(other).toMatchObject({ commit: 'a1', branch: 'main' });
      const pull = { ...variables, GITHUB_REF: 'refs/pull/7/merge', GITHUB_HEAD_REF: 'topic' };
      const facts = await sourceFacts(pull, checkout('HEAD', 'https://github.com/octo/shop'));
      expect(facts).toMatchObject({ commit: 'a1', branch: 'topic', pullRequest: 7 });
    });
  });

  it('take the head of a pull request, not its merge, and the base as its parent', async () => {
    const folder = await makeTempFolder();
    onTestFinished(folder.remove);
    const event = folder.file('event.json');
    const pull = { number: 42, head: { sha: 'head1' }, base: { sha: 'base1', ref: 'main' } };
    await writeFile(event, JSON.stringify({ pull_request: pull }));
    const variables = { GITHUB_ACTIONS: 'true', GITHUB_SHA: 'merge1', GITHUB_EVENT_PATH: event };
    const facts = (ref: string) => sourceFacts({ ...variables, GITHUB_REF: ref }, git({}));
    expect(await facts('refs/pull/42/merge')).toMatchObject({ commit: 'head1', parentCommit: 'base1' });
    // Under pull_request_target the base is checked out.
    expect(await facts('refs/heads/main')).toMatchObject({ commit: 'merge1', parentCommit: null });
  });

  it('know a pull request from the event where the ref is the base branch, as with pull_request_target', async () => {
    const folder = await makeTempFolder();
    onTestFinished(folder.remove);
    const event = folder.file('event.json');
    await writeFile(event, '{"pull_request":{"number":42},"repository":{"default_branch":"trunk"}}');
    const variables = {
      GITHUB_ACTIONS: 'true',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_REF_NAME: 'main',
      GITHUB_HEAD_REF: 'main',
      GITHUB_EVENT_PATH: event,
    };
    expect(await sourceFacts(variables, git({}))).toMatchObject({ pullRequest: 42, defaultBranch: 'trunk' });
  });

  it.each([null, [], {}, { pull_request: { number: '42' }, repository: { default_branch: 7 } }])(
    'learn nothing from an event that is %j',
    (event) =>
      expect(githubEventOf(event)).toEqual({
        pull: null,
        defaultBranch: null,
        queuedInto: null,
        pushedFrom: null,
        labelled: null,
        workflowRun: null,
      }),
  );

  it('know a merge request on GitLab and a change on Jenkins', async () => {
    const gitlab = {
      GITLAB_CI: 'true',
      CI_MERGE_REQUEST_IID: '9',
      CI_DEFAULT_BRANCH: 'main',
      CI_JOB_ID: '5',
    };
    expect(await sourceFacts(gitlab, git({}))).toMatchObject({
      pullRequest: 9,
      defaultBranch: 'main',
      job: 'gitlab-5',
    });
    const jenkins = { JENKINS_URL: 'http://j', CHANGE_ID: '11', CHANGE_BRANCH: 'x', BUILD_TAG: 'b-1' };
    expect(await sourceFacts(jenkins, git({}))).toMatchObject({
      pullRequest: 11,
      branch: 'x',
      job: 'jenkins-b-1',
    });
  });
});

it.each([
  ['origin/main', 'main'],
  ['origin/feature/x', 'feature/x'],
  ['main', 'main'],
  ['detached', null],
])('the branch of a Jenkins job of one branch, %s, is %s', async (variable, branch) => {
  const answers = { 'rev-parse --abbrev-ref HEAD': 'HEAD' };
  const variables = { JENKINS_URL: 'http://j', GIT_COMMIT: 'abc', GIT_BRANCH: variable };
  expect((await sourceFacts(variables, git(answers))).branch).toBe(branch);
});

it.each([
  [{}, 'local'],
  [{ CI: 'true' }, 'ci'],
  [{ GITHUB_ACTIONS: 'true', ImageOS: 'ubuntu24' }, 'github-hosted ubuntu24'],
  [{ GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'self-hosted', RUNNER_OS: 'Linux' }, 'self-hosted Linux'],
])('runner class of %j is %s', (variables, expected) => expect(runnerClass(variables)).toBe(expected));
