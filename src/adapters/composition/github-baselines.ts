import path from 'node:path';
import type { BaselineStore } from '../../ports/baseline-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ReportSink } from '../../ports/report-sink.ts';
import { artifactName } from '../actions-runner/artifact-sink.ts';
import type { GithubClient } from '../github/github-client.ts';
import { packageRoot } from '../node/package-root.ts';
import { makeActionsCacheStore } from '../store-actions-cache/actions-cache-store.ts';
import { makeCacheClient } from '../store-actions-cache/cache-client.ts';
import { makeCacheListing } from '../store-actions-cache/cache-listing.ts';
import { type CacheJob, cacheScopeOf } from '../store-actions-cache/cache-scope.ts';
import { makeArtifactStore } from '../store-artifact/artifact-store.ts';
import { makeBaselineFileSink } from '../store-artifact/baseline-file-sink.ts';
import { type ChainLink, makeChainedStore } from '../store-chain/chained-store.ts';

export interface GithubBaselinesOptions {
  /** `cache`: with the artifacts of earlier runs behind it. `artifact`: those alone. */
  readonly kind: 'cache' | 'artifact';
  readonly job: CacheJob & { readonly runId: number };
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** `null`: no token. */
  readonly client: GithubClient | null;
  /** Of the artifact that this run uploads. */
  readonly artifact: string;
  readonly key: string;
  /** Absolute: what the artifact is made of. */
  readonly directory: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** `cache-process.mjs`; the one of the bundle otherwise. */
  readonly processFile?: string;
  /** A directory that has baselines too, asked last. */
  readonly also?: BaselineStore;
}

export interface GithubBaselines {
  readonly store: BaselineStore;
  /** Writes `baseline.json`; its place is before the sink that uploads the artifact. */
  readonly sink: ReportSink;
}

const EVICTION =
  'GitHub evicts caches that were not used for 7 days and, beyond the limit of the repository, the oldest ones';

/** The baselines of a job on GitHub Actions: where they are read, and where they go. */
export function makeGithubBaselines(options: GithubBaselinesOptions): GithubBaselines {
  const { job, variables, client, key, directory, clock, logger, also } = options;
  const { reads, writes } = cacheScopeOf(job);
  const artifacts = makeArtifactStore({
    client,
    workflow: workflowFile(variables.GITHUB_WORKFLOW_REF),
    artifactName: artifactName(options.artifact),
    reads,
    ownRun: job.runId,
  });
  const last: readonly ChainLink[] =
    also === undefined ? [] : [{ store: also, goneBecause: null, isWritable: true }];
  const behind: readonly ChainLink[] = [{ store: artifacts, goneBecause: null, isWritable: true }, ...last];
  const cache: ChainLink = { store: cacheOf(options), goneBecause: EVICTION, isWritable: writes !== null };
  const [first, ...others] = options.kind === 'cache' ? [cache, ...behind] : behind;
  const store = makeChainedStore({ links: [first ?? cache, ...others], clock, logger });
  return { store, sink: makeBaselineFileSink({ store: artifacts, key, directory }) };
}

function cacheOf({ job, variables, client, clock, processFile }: GithubBaselinesOptions): BaselineStore {
  const bundled = () => path.join(packageRoot(), 'dist', 'cache-process.mjs');
  return makeActionsCacheStore({
    open: makeCacheClient({ processFile: processFile ?? bundled(), variables, clock }),
    scope: cacheScopeOf(job),
    clock,
    listing: client === null ? null : makeCacheListing(client),
  });
}

/** `octo/shop/.github/workflows/perf.yml@refs/heads/main` is `perf.yml`; `null`: the runner does not say. */
export function workflowFile(workflowRef: string | undefined): string | null {
  return /\/([^/@]+\.ya?ml)@/.exec(workflowRef ?? '')?.[1] ?? null;
}
