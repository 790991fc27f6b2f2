import { shortCommit } from '../lib/format-number.ts';
import { markdownName } from './markdown-escape.ts';

/** Addresses that the caller vouches for: nothing that a report says of itself becomes a link. */
export interface ReportLinks {
  /** `https://github.com/acme/shop`, without a slash at its end. */
  readonly repository: string | null;
  /** Page of the CI run. */
  readonly run: string | null;
  /** Where charts and reports can be downloaded. */
  readonly artifact: string | null;
}

export const NO_LINKS: ReportLinks = { repository: null, run: null, artifact: null };

/** Nothing in it can end the round brackets of a link, and no script or data address passes. */
const PLAIN_ADDRESS = /^https?:\/\/[\w.-]+(:\d{1,5})?(\/[\w.~%/?=&-]*)?$/;
const COMMIT = /^[0-9a-f]{7,64}$/i;
const MAX_ADDRESS = 500;

/** An address that may stand in a link, or `null`. */
export function plainAddress(url: string | null): string | null {
  return url !== null && url.length <= MAX_ADDRESS && PLAIN_ADDRESS.test(url) ? url : null;
}

/** A commit as people know it, linked where the repository is known. */
export function commitName(commit: string, { repository }: ReportLinks): string {
  const name = markdownName(shortCommit(commit));
  const page = plainAddress(repository);
  return page === null || !COMMIT.test(commit) ? name : `[${name}](${page}/commit/${commit})`;
}

/** Where to look further; empty where there is nothing. */
export function markdownPlaces({ run, artifact }: ReportLinks): string {
  const places = [
    ['charts and full report', plainAddress(artifact)],
    ['this run', plainAddress(run)],
  ] as const;
  const links = places.flatMap(([name, url]) => (url === null ? [] : [`[${name}](${url})`]));
  return links.length === 0 ? '' : `Look further: ${links.join(', ')}.`;
}
