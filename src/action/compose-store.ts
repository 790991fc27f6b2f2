import path from 'node:path';
import { packageRoot } from '../adapters/node/package-root.ts';
import { systemClock } from '../adapters/node/system-clock.ts';
import { makeActionsCacheStore } from '../adapters/store-actions-cache/actions-cache-store.ts';
import { makeCacheClient } from '../adapters/store-actions-cache/cache-client.ts';
import { cacheScopeOf } from '../adapters/store-actions-cache/cache-scope.ts';
import { makeDirectoryStore } from '../adapters/store-directory/directory-store.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import type { ActionContext } from './action-context.ts';
import { type BaselinePlace, baselinePlace } from './gate-request-of.ts';
import type { RunnerJob } from './runner-job.ts';

/** The store that `baseline-store` names. */
export function composeBaselineStore(
  baselineStore: string,
  job: RunnerJob,
  context: ActionContext,
): BaselineStore {
  const place = baselinePlace(baselineStore);
  if (place.kind === 'directory') return directoryStore(place, context);
  return cacheStore(job, context);
}

function directoryStore(
  place: Extract<BaselinePlace, { kind: 'directory' }>,
  { cwd }: ActionContext,
): BaselineStore {
  return makeDirectoryStore({
    directory: path.resolve(cwd, place.path),
    shownAs: place.path,
    clock: systemClock,
  });
}

function cacheStore(job: RunnerJob, { variables }: ActionContext): BaselineStore {
  const { ref, baseBranch, defaultBranch } = job;
  return makeActionsCacheStore({
    open: makeCacheClient({
      processFile: path.join(packageRoot(), 'dist', 'cache-process.mjs'),
      variables,
      clock: systemClock,
    }),
    scope: cacheScopeOf({ ref, baseBranch, defaultBranch, baselineBranches: [] }),
    clock: systemClock,
    listing: null,
  });
}
