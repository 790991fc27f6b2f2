import { expect, it } from 'vitest';
import { type CacheJob, cacheScopeOf } from '../../../../src/adapters/store-actions-cache/cache-scope.ts';

const JOB: CacheJob = {
  ref: 'refs/heads/main',
  baseBranch: null,
  defaultBranch: 'main',
  baselineBranches: ['release/1'],
};

// T-24
it.each<[string, Partial<CacheJob>, readonly string[], string | null]>([
  ['a push to the default branch', {}, ['main'], 'main'],
  ['a push to a branch with baselines', { ref: 'refs/heads/release/1' }, ['release/1', 'main'], 'release/1'],
  ['a push to another branch', { ref: 'refs/heads/feature' }, ['main'], null],
  ['a pull request to main', { ref: 'refs/pull/7/merge', baseBranch: 'main' }, ['main'], null],
  [
    'a pull request to a release branch',
    { ref: 'refs/pull/7/merge', baseBranch: 'release/1' },
    ['release/1', 'main'],
    null,
  ],
  [
    'a pull request to a branch without baselines',
    { ref: 'refs/pull/7/merge', baseBranch: 'feature' },
    ['feature', 'main'],
    null,
  ],
  [
    'a merge group',
    { ref: 'refs/heads/gh-readonly-queue/main/pr-7-abc', baseBranch: 'main' },
    ['main'],
    null,
  ],
  ['a tag', { ref: 'refs/tags/v1' }, ['main'], null],
  ['no ref', { ref: '' }, ['main'], null],
])('%s', (_, job, reads, writes) => {
  expect(cacheScopeOf({ ...JOB, ...job })).toEqual({ reads, writes });
});
