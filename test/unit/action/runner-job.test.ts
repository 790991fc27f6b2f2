import { writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { childVariables } from '../../../src/action/child-variables.ts';
import { readRunnerJob } from '../../../src/action/runner-job.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const PUSH = {
  GITHUB_ACTIONS: 'true',
  GITHUB_REPOSITORY: 'octo/shop',
  GITHUB_RUN_ID: '42',
  GITHUB_SHA: 'a1',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_EVENT_NAME: 'push',
};

async function jobOf(variables: Readonly<Record<string, string>>, event?: unknown) {
  const folder = await makeTempFolder();
  onTestFinished(folder.remove);
  if (event !== undefined) await writeFile(folder.file('event.json'), JSON.stringify(event));
  return readRunnerJob({ ...PUSH, GITHUB_EVENT_PATH: folder.file('event.json'), ...variables }, folder.path);
}

describe('the job', () => {
  it.each([
    [{}, /GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_SHA not set/],
    [{ ...PUSH, GITHUB_ACTIONS: '' }, /GITHUB_ACTIONS is not "true"/],
    [{ ...PUSH, GITHUB_SHA: '' }, /GITHUB_SHA not set/],
  ])('outside of GitHub Actions is told where to go: %j', async (variables, expected) => {
    await expect(readRunnerJob(variables, '/')).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringMatching(expected),
      hint: expect.stringContaining('cli.mjs run'),
    });
  });

  it.each(['schedule', 'workflow_dispatch', 'merge_group', 'push'])(
    'of %s may come without a payload',
    async (name) => {
      expect(await jobOf({ GITHUB_EVENT_NAME: name })).toMatchObject({
        eventName: name,
        owner: 'octo',
        repo: 'shop',
        defaultBranch: 'main',
        baseBranch: null,
        runAttempt: 1,
        runUrl: 'https://github.com/octo/shop/actions/runs/42',
      });
    },
  );

  it('of a pull request knows its base', async () => {
    const event = {
      pull_request: { number: 7, base: { ref: 'release' } },
      repository: { default_branch: 'trunk' },
    };
    const variables = {
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_BASE_REF: 'release',
    };
    expect(await jobOf(variables, event)).toMatchObject({ baseBranch: 'release', defaultBranch: 'trunk' });
  });

  it('of a merge queue knows the branch that it merges into', async () => {
    const event = { merge_group: { base_ref: 'refs/heads/release' } };
    expect(await jobOf({ GITHUB_EVENT_NAME: 'merge_group' }, event)).toMatchObject({ baseBranch: 'release' });
  });

  it('of a schedule is on the default branch, whatever that is called', async () => {
    const variables = { GITHUB_EVENT_NAME: 'schedule', GITHUB_REF: 'refs/heads/team/trunk' };
    expect(await jobOf(variables)).toMatchObject({ defaultBranch: 'team/trunk' });
    expect(await jobOf({ ...variables, GITHUB_EVENT_NAME: 'push' })).toMatchObject({ defaultBranch: 'main' });
    const event = { repository: { default_branch: 'main' } };
    expect(await jobOf(variables, event)).toMatchObject({ defaultBranch: 'main' });
  });

  it('of a deployment may name a commit and no ref', async () => {
    expect(await jobOf({ GITHUB_EVENT_NAME: 'deployment_status', GITHUB_REF: '' })).toMatchObject({
      ref: '',
    });
  });

  it.each([
    ['octo/shop/.github/workflows/perf.yml@refs/heads/a@b', 'perf.yml'],
    ['Octo/Shop/.github/workflows/perf.yml@refs/heads/main', 'perf.yml'],
    ['octo/required/.github/workflows/perf.yml@refs/heads/main', ''],
    ['octo/shop-two/.github/workflows/perf.yml@refs/heads/main', ''],
    ['', ''],
  ])('knows its workflow where that is in this repository: %s', async (ref, expected) => {
    expect((await jobOf({ GITHUB_WORKFLOW_REF: ref })).workflow).toBe(expected);
  });

  it('is blamed on whoever started this attempt', async () => {
    expect((await jobOf({ GITHUB_ACTOR: 'ada', GITHUB_TRIGGERING_ACTOR: 'bob' })).actor).toBe('bob');
  });
});

// T-05
it('servers that are started get no input, no token of the runner and none of its files', () => {
  const given = {
    PATH: '/bin',
    DATABASE_URL: 'postgres://',
    GITHUB_SHA: 'a1',
    'INPUT_GITHUB-TOKEN': 'ghs_x',
    ACTIONS_RUNTIME_TOKEN: 'x',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
    ACTIONS_RESULTS_URL: 'x',
    STATE_x: 'x',
    GITHUB_OUTPUT: '/o',
    GITHUB_ENV: '/e',
  };
  expect(childVariables(given)).toEqual({ PATH: '/bin', DATABASE_URL: 'postgres://', GITHUB_SHA: 'a1' });
});
