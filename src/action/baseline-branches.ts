import type { Environment } from '../ports/environment.ts';

/**
 * The branch whose baseline a job of this branch adds to: a named one has its own, as the default branch has; others have
 * none, and are held against the default branch's.
 */
export function lineOf(branch: string | null, defaultBranch: string, named: readonly string[]): string {
  return branch !== null && named.includes(branch) ? branch : defaultBranch;
}

/** Facts of the job, in which a branch with a baseline of its own is the line of development that counts. */
export function withBaselineBranches(environment: Environment, named: readonly string[]): Environment {
  if (named.length === 0) return environment;
  return {
    ...environment,
    async source() {
      const facts = await environment.source();
      const isOwn = facts.pullRequest === null && facts.branch !== null && named.includes(facts.branch);
      return isOwn ? { ...facts, defaultBranch: facts.branch } : facts;
    },
  };
}
