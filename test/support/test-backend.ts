import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { makeQuickJsBackend } from '../../src/adapters/engine-embedded/vu/quickjs/quickjs-backend.ts';
import type { VuBackend } from '../../src/adapters/engine-embedded/vu/vu-backend.ts';
import { makeWorkerBackend } from '../../src/adapters/engine-embedded/vu/worker/worker-backend.ts';
import { WORKERS_DIR } from './build-workers.ts';

export type BackendName = 'worker' | 'quickjs';

export interface BackendSettings {
  readonly heapMb?: number;
  readonly initTimeoutMs?: number;
  /** Of the backend quickjs alone. */
  readonly longestSliceMs?: number;
}

/** The backend that tests of the guest run on: `npm run test:quickjs` says so, under Node 24. */
export const BACKEND: BackendName = process.env.PERF_GATE_TEST_BACKEND === 'quickjs' ? 'quickjs' : 'worker';

const WASM = fileURLToPath(new URL('../../node_modules/quickjs-wasi/quickjs.wasm', import.meta.url));

export function makeTestBackend(settings: BackendSettings = {}, name: BackendName = BACKEND): VuBackend {
  const { heapMb, initTimeoutMs, longestSliceMs } = settings;
  const given = {
    ...(heapMb === undefined ? {} : { heapMb }),
    ...(initTimeoutMs === undefined ? {} : { initTimeoutMs }),
  };
  const url = (file: string) => pathToFileURL(path.join(WORKERS_DIR, file));
  return name === 'worker'
    ? makeWorkerBackend({ ...given, workerUrl: url('vu-worker.cjs') })
    : makeQuickJsBackend({
        ...given,
        ...(longestSliceMs === undefined ? {} : { longestSliceMs }),
        workerUrl: url('engine-worker.mjs'),
        wasmUrl: pathToFileURL(WASM),
      });
}
