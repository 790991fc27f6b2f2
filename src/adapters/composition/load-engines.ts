import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Engines } from '../../app/choose-engine.ts';
import { VERSION } from '../../lib/version.ts';
import { makeEmbeddedEngine } from '../engine-embedded/embedded-engine.ts';
import { type BackendChoice, makeBackend } from '../engine-embedded/vu/choose-backend.ts';
import type { VuBackend } from '../engine-embedded/vu/vu-backend.ts';
import type { K6Provider } from '../engine-k6/k6-binary.ts';
import { makeK6Engine } from '../engine-k6/k6-engine.ts';
import { packageRoot } from '../node/package-root.ts';

/** Worker threads need JavaScript of their own, and QuickJS its wasm: the bundle has them beside its entry. */
export function embeddedBackend(choice: BackendChoice): VuBackend {
  const file = (name: string) => pathToFileURL(path.join(packageRoot(), 'dist', name));
  return makeBackend(choice, {
    vuWorker: file('vu-worker.cjs'),
    engineWorker: file('engine-worker.mjs'),
    wasm: file('quickjs.wasm'),
  });
}

/** A thread for each VU, on every Node. */
export function workerBackend(): VuBackend {
  return embeddedBackend('worker');
}

/** Both engines, as every door uses them. */
export function makeLoadEngines(
  obtainK6: K6Provider,
  variables: Readonly<Record<string, string | undefined>>,
  backend: BackendChoice = 'auto',
): Engines {
  return {
    k6: makeK6Engine(obtainK6, { variables }),
    embedded: makeEmbeddedEngine({ version: VERSION, makeBackend: () => embeddedBackend(backend) }),
  };
}
