/** Where a job stands, as far as its caches go. */
export interface CacheJob {
  /** `GITHUB_REF`: `refs/heads/main`, `refs/pull/7/merge`. */
  readonly ref: string;
  /** Of a pull request or merge group: `main`. */
  readonly baseBranch: string | null;
  readonly defaultBranch: string;
  /** Branches beside the default one that have baselines of their own. */
  readonly baselineBranches: readonly string[];
}

/** Whose baselines a job reads, the first that has any, and whose it may add to. */
export interface CacheScope {
  readonly reads: readonly [string, ...string[]];
  /** `null`: the job adds nothing. */
  readonly writes: string | null;
}

const BRANCH = /^refs\/heads\/(.+)$/;

/**
 * A branch with baselines reads and writes its own and begins with the default branch's. Everything else (pull
 * requests, merge groups, tags, other branches) reads the baseline of its base, then the default branch's, and writes
 * none: GitHub would file it where only that one ref finds it.
 */
export function cacheScopeOf({ ref, baseBranch, defaultBranch, baselineBranches }: CacheJob): CacheScope {
  const branch = BRANCH.exec(ref)?.[1] ?? null;
  const isOwn = branch === defaultBranch || (branch !== null && baselineBranches.includes(branch));
  if (branch !== null && isOwn) return { reads: distinct(branch, defaultBranch), writes: branch };
  return { reads: distinct(baseBranch ?? defaultBranch, defaultBranch), writes: null };
}

function distinct(first: string, second: string): readonly [string, ...string[]] {
  return first === second ? [first] : [first, second];
}
