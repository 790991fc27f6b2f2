import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Engines } from '../../app/choose-engine.ts';
import { VERSION } from '../../lib/version.ts';
import { makeEmbeddedEngine } from '../engine-embedded/embedded-engine.ts';
import { makeWorkerBackend } from '../engine-embedded/vu/worker/worker-backend.ts';
import { makeK6Engine } from '../engine-k6/k6-engine.ts';
import { packageRoot } from '../node/package-root.ts';

/** Worker threads need JavaScript of their own: the bundle has it beside its entry. */
export function workerBackend() {
  return makeWorkerBackend({ workerUrl: pathToFileURL(path.join(packageRoot(), 'dist', 'vu-worker.mjs')) });
}

/** Both engines, as every door uses them. `k6Path` null: the k6 of PATH. */
export function makeLoadEngines(
  k6Path: string | null,
  variables: Readonly<Record<string, string | undefined>>,
): Engines {
  return {
    k6: makeK6Engine({ k6Path, variables }),
    embedded: makeEmbeddedEngine({ version: VERSION, makeBackend: workerBackend }),
  };
}
