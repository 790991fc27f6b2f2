import path from 'node:path';
import { artifactName } from '../adapters/actions-runner/artifact-sink.ts';
import type { WorkflowCommands } from '../adapters/actions-runner/workflow-commands.ts';
import type { GithubClient } from '../adapters/github/github-client.ts';
import { systemClock } from '../adapters/node/system-clock.ts';
import { makeActionsCacheStore } from '../adapters/store-actions-cache/actions-cache-store.ts';
import { makeCacheListing } from '../adapters/store-actions-cache/cache-listing.ts';
import { type CacheScope, cacheScopeOf } from '../adapters/store-actions-cache/cache-scope.ts';
import { type ArtifactStore, makeArtifactStore } from '../adapters/store-artifact/artifact-store.ts';
import {
  type BaselineFileSink,
  makeBaselineFileSink,
} from '../adapters/store-artifact/baseline-file-sink.ts';
import { makeChainedStore } from '../adapters/store-chain/chained-store.ts';
import { makeDirectoryStore } from '../adapters/store-directory/directory-store.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import type { MeasuringContext } from './action-context.ts';
import { baselinePlace } from './gate-request-of.ts';
import type { RunnerJob } from './runner-job.ts';

export interface StoreSurroundings {
  /** The input as it was given. */
  readonly baselineStore: string;
  /** Branches beside the default one that have baselines of their own. */
  readonly baselineBranches: readonly string[];
  readonly key: string;
  /** Of the artifact that this run uploads. */
  readonly artifact: string;
  /** What it would be called without `artifact-name`, as other jobs of the workflow may call theirs. */
  readonly usualArtifact: string;
  /** Folder that the artifact is made of, absolute. */
  readonly directory: string;
  readonly job: RunnerJob;
  /** `null`: no token. */
  readonly client: GithubClient | null;
  readonly commands: WorkflowCommands;
  readonly context: MeasuringContext;
}

export interface ComposedStore {
  readonly store: BaselineStore;
  /** What puts the baseline into the artifact of this run; comes before the upload. */
  readonly sinks: readonly BaselineFileSink[];
}

/** The store that `baseline-store` names. Behind the cache, which may be evicted, stand the artifacts of good runs. */
export function composeBaselineStore(around: StoreSurroundings): ComposedStore {
  const place = baselinePlace(around.baselineStore);
  if (place.kind === 'directory') return { store: directoryStore(place.path, around.context), sinks: [] };
  const { ref, baseBranch, defaultBranch } = around.job;
  const { baselineBranches } = around;
  const scope = cacheScopeOf({ ref, baseBranch, defaultBranch, baselineBranches });
  const artifacts = artifactStore(around, scope);
  const { key, directory, commands: logger } = around;
  const sinks = [makeBaselineFileSink({ store: artifacts, key, directory })];
  if (place.kind === 'artifact') return { store: artifacts, sinks };
  const isWritable = scope.writes !== null;
  const links = [
    { store: cacheStore(around, scope), goneBecause: EVICTED, isWritable },
    { store: artifacts, goneBecause: null, isWritable },
  ] as const;
  return { store: makeChainedStore({ links, logger }), sinks };
}

const EVICTED =
  'GitHub evicts caches that nobody reads for a week, and the oldest ones when there is no room';

function directoryStore(folder: string, { cwd }: MeasuringContext): BaselineStore {
  return makeDirectoryStore({ directory: path.resolve(cwd, folder), shownAs: folder, clock: systemClock });
}

function cacheStore({ context, client }: StoreSurroundings, scope: CacheScope): BaselineStore {
  return makeActionsCacheStore({
    open: context.openCache,
    scope,
    clock: systemClock,
    listing: client === null ? null : makeCacheListing(client),
  });
}

function artifactStore(around: StoreSurroundings, { reads }: CacheScope): ArtifactStore {
  const { client, job } = around;
  const { workflow, runId: ownRun } = job;
  const [name, usual] = [artifactName(around.artifact), artifactName(around.usualArtifact)];
  const otherNames = name === usual ? [] : [usual];
  return makeArtifactStore({ client, workflow, artifactName: name, otherNames, reads, ownRun });
}
