import type { GithubClient } from '../github/github-client.ts';

/** Keys of cache entries that begin with a prefix, on a branch. Throws what the API throws. */
export type CacheListing = (prefix: string, branch: string) => Promise<readonly string[]>;

const PAGE = 100;
/** 5 000 entries: older generations are evicted long before. */
const MAX_PAGES = 50;

/** Asks GitHub's REST API; the token needs `actions: read`. */
export function makeCacheListing(client: GithubClient): CacheListing {
  return async (prefix, branch) => {
    const octokit = await client.octokit();
    const { owner, repo } = client;
    const keys: string[] = [];
    for (let page = 1; page <= MAX_PAGES; page++) {
      const { data } = await octokit.rest.actions.getActionsCacheList({
        owner,
        repo,
        key: prefix,
        ref: `refs/heads/${branch}`,
        per_page: PAGE,
        page,
      });
      keys.push(...data.actions_caches.flatMap(({ key }) => key ?? []));
      if (data.actions_caches.length < PAGE) break;
    }
    return keys;
  };
}
