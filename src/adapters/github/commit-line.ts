import { eachPage } from './each-page.ts';
import type { GithubClient } from './github-client.ts';

/** A commit of a branch's own line: a merge has brought the commits of `mergedHead`. */
export interface LineCommit {
  readonly sha: string;
  /** Second parent of a merge of two; `null` for any other commit. */
  readonly mergedHead: string | null;
}

export interface CommitLine {
  /** Newest first, each the first parent of the one before. */
  readonly commits: readonly LineCommit[];
  /** `false`: there are more, which were not asked for. */
  readonly isWhole: boolean;
}

const PAGE = 100;
/** 300 commits, those of merged branches counted; a push of more is no merge of a few pull requests. */
const MAX_PAGES = 3;
/** Merges that are looked into, each with a request of its own. */
const MAX_LINE = 20;

/**
 * What has come to a branch between two commits, along first parents. Commits that a merge brought along are not on
 * this line: what a branch says of itself cannot pass for a merge. Throws what octokit throws.
 * @param from commit or branch
 */
export async function commitLine(client: GithubClient, from: string, head: string): Promise<CommitLine> {
  const octokit = await client.octokit();
  const { owner, repo } = client;
  const question = { owner, repo, basehead: `${from}...${head}` };
  let total = 0;
  const rows = await eachPage({ size: PAGE, maxPages: MAX_PAGES }, async (page) => {
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ ...question, ...page });
    total = data.total_commits;
    return data.commits;
  });
  const parents = new Map(rows.map(({ sha, parents }) => [sha, parents.map((parent) => parent.sha)]));
  const line = walk(parents, head);
  return { commits: line.slice(0, MAX_LINE), isWhole: line.length <= MAX_LINE && total <= rows.length };
}

function walk(parents: ReadonlyMap<string, readonly string[]>, head: string): readonly LineCommit[] {
  const line: LineCommit[] = [];
  for (let sha: string | undefined = head; sha !== undefined && line.length <= MAX_LINE; ) {
    const of = parents.get(sha);
    if (of === undefined) break;
    line.push({ sha, mergedHead: of.length === 2 ? (of[1] ?? null) : null });
    sha = of[0];
  }
  return line;
}
