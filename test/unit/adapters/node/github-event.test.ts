import { describe, expect, it } from 'vitest';
import { githubEventOf } from '../../../../src/adapters/node/github-event.ts';

const REPOSITORY = { full_name: 'octo/shop', default_branch: 'main' };

describe('an event of GitHub', () => {
  it('tells of its pull request', () => {
    const event = githubEventOf({
      action: 'labeled',
      label: { name: 'perf-gate:accept' },
      sender: { login: 'ada' },
      repository: REPOSITORY,
      pull_request: {
        number: 7,
        title: 'Rank by relevance',
        merge_commit_sha: 'm1',
        head: { sha: 'h1', ref: 'ranks', repo: { full_name: 'octo/shop' } },
        base: { sha: 'b1', ref: 'main' },
        labels: [{ name: 'bug' }, { name: 'perf-gate:accept' }, null, { name: 3 }],
      },
    });
    expect(event).toEqual({
      pull: {
        number: 7,
        title: 'Rank by relevance',
        headSha: 'h1',
        mergeSha: 'm1',
        baseSha: 'b1',
        baseBranch: 'main',
        isFork: false,
        labels: ['bug', 'perf-gate:accept'],
      },
      defaultBranch: 'main',
      queuedInto: null,
      pushedFrom: null,
      labelled: { label: 'perf-gate:accept', by: 'ada' },
      workflowRun: null,
    });
  });

  it.each([[{ full_name: 'eve/shop' }], [null]])('takes a head in %j for a fork', (repo) => {
    const pull = { number: 7, head: { sha: 'h1', repo }, base: {} };
    expect(githubEventOf({ repository: REPOSITORY, pull_request: pull }).pull?.isFork).toBe(true);
    const run = { head_sha: 'h1', head_repository: repo };
    expect(githubEventOf({ repository: REPOSITORY, workflow_run: run }).workflowRun).toEqual({
      headSha: 'h1',
      isFork: true,
    });
  });

  it.each([
    [{ before: '0'.repeat(40) }, null],
    [{ before: 'HEAD; rm' }, null],
    [{ before: 7 }, null],
    [{ before: `${'0'.repeat(39)}a` }, `${'0'.repeat(39)}a`],
  ])('tells where a push began: %j', (event, expected) => {
    expect(githubEventOf(event).pushedFrom).toBe(expected);
  });

  it('tells which branch a merge queue merges into', () => {
    const merge_group = { base_ref: 'refs/heads/release/1.x', head_ref: 'refs/heads/gh-readonly-queue/x' };
    expect(githubEventOf({ merge_group }).queuedInto).toBe('release/1.x');
  });

  it('tells who added a label only when that is what happened', () => {
    const event = { label: { name: 'x' }, sender: { login: 'ada' } };
    expect(githubEventOf({ ...event, action: 'unlabeled' }).labelled).toBeNull();
    expect(githubEventOf({ ...event, action: 'labeled' }).labelled).toEqual({ label: 'x', by: 'ada' });
  });
});
