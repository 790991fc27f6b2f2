import { availableParallelism } from 'node:os';
import { collectEarly } from '../collect-early.ts';
import { makeLineBackend } from '../line/line-backend.ts';
import type { FromGuest } from '../line/messages.ts';
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

/** A thread holds one VU, whose heap is small. */
const FIRST_COLLECTION_MB = 6;

/** VUs as worker threads, one each; host calls of a script block its thread. Runs on every Node from 20.18. */
export function makeWorkerBackend(options: WorkerBackendOptions): VuBackend {
  collectEarly(FIRST_COLLECTION_MB);
  const limits = { heapMb: options.heapMb ?? 256 };
  // The first thread, which only describes the script, compiles the guest library for all.
  let compiled: SharedArrayBuffer | null = null;
  return makeLineBackend({
    name: 'worker',
    open: (start, onMessage, onGone) => {
      const take = (message: FromGuest) => {
        if (message.type === 'ready') compiled ??= message.compiled ?? null;
        onMessage(message);
      };
      return new WorkerThread(options.workerUrl, { ...start, compiled }, limits, take, onGone);
    },
    initTimeoutMs: options.initTimeoutMs ?? 60_000,
    startsAtOnce: Math.max(availableParallelism(), 2),
    close: async () => undefined,
  });
}
