import { availableParallelism } from 'node:os';
import { makeLineBackend } from '../line/line-backend.ts';
import type { VuBackend } from '../vu-backend.ts';
import { WorkerThread } from './worker-thread.ts';

export interface WorkerBackendOptions {
  /** The bundled `vu-worker.cjs`. */
  readonly workerUrl: URL;
  /** Heap of one VU in MB; a VU that needs more dies, the others go on. Default 256. */
  readonly heapMb?: number;
  /** How long the init code may take. Default 60 s. */
  readonly initTimeoutMs?: number;
}

/** VUs as worker threads, one each; host calls of a script block its thread. Runs on every Node from 20.18. */
export function makeWorkerBackend(options: WorkerBackendOptions): VuBackend {
  const limits = { heapMb: options.heapMb ?? 256 };
  return makeLineBackend({
    name: 'worker',
    open: (start, onMessage, onGone) => new WorkerThread(options.workerUrl, start, limits, onMessage, onGone),
    initTimeoutMs: options.initTimeoutMs ?? 60_000,
    startsAtOnce: Math.max(availableParallelism(), 2),
    close: async () => undefined,
  });
}
