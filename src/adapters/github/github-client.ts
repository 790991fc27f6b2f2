import { setTimeout as sleep } from 'node:timers/promises';
import type { getOctokit } from '@actions/github';
import { boundedFetch, type Fetch, type FetchBounds, USUAL_BOUNDS, type Wait } from './bounded-fetch.ts';

export type Octokit = ReturnType<typeof getOctokit>;

/** Which repository, asked by whom, where. */
export interface GithubOptions {
  readonly owner: string;
  readonly repo: string;
  readonly token: string;
  /** `https://api.github.com`; of an Enterprise Server `https://HOST/api/v3`. */
  readonly apiUrl: string;
  readonly bounds?: FetchBounds;
  readonly fetch?: Fetch;
  readonly wait?: Wait;
}

/** A repository of GitHub's, ready to be asked. Every request ends within its bounds. */
export interface GithubClient {
  readonly owner: string;
  readonly repo: string;
  /** Loaded when first asked: a job that asks nothing does not pay for it. */
  octokit(): Promise<Octokit>;
  /** For addresses that GitHub signed: asked without the token. */
  fetch(): Promise<Fetch>;
}

export function makeGithubClient(options: GithubOptions): GithubClient {
  const { owner, repo } = options;
  let octokit: Promise<Octokit> | null = null;
  return {
    owner,
    repo,
    fetch: () => patientFetch(options),
    octokit() {
      octokit ??= connect(options);
      return octokit;
    },
  };
}

async function connect(options: GithubOptions): Promise<Octokit> {
  const { GitHub, getOctokitOptions } = await import('@actions/github/lib/utils');
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  return new GitHub(
    getOctokitOptions(options.token, {
      baseUrl: options.apiUrl.replace(/\/+$/, ''),
      userAgent: 'perf-gate',
      log,
      request: { fetch: await patientFetch(options) },
    }),
  );
}

/** That of the toolkit honours the proxy variables of the runner. */
async function patientFetch({ fetch, bounds = USUAL_BOUNDS, wait = sleep }: GithubOptions): Promise<Fetch> {
  const { defaults } = await import('@actions/github/lib/utils');
  return boundedFetch(fetch ?? (defaults.request?.fetch as Fetch), wait, bounds);
}
