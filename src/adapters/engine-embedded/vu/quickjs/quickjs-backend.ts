import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { collectEarly } from '../collect-early.ts';
import { makeLineBackend } from '../line/line-backend.ts';
import type { VuBackend } from '../vu-backend.ts';
import { EngineThread } from './engine-thread.ts';

export interface QuickJsBackendOptions {
  /** The bundled `engine-worker.mjs`. */
  readonly workerUrl: URL;
  readonly wasmUrl: URL;
  /** Heap of one VU in MB; a VU that needs more dies, the others go on. Default 256. */
  readonly heapMb?: number;
  /** How long the init code may take. Default 60 s. */
  readonly initTimeoutMs?: number;
  /** How long a VU may compute without a pause: others share its thread. Default 10 s. */
  readonly longestSliceMs?: number;
  /** Threads that VUs are spread over. Default: one less than there are cores, for the main thread measures. */
  readonly threads?: number;
}

/** What a thread holds outside of WebAssembly for many VUs. */
const FIRST_COLLECTION_MB = 32;

/**
 * VUs as instances of QuickJS in WebAssembly, many to a thread; host calls of a script suspend its instance. Needs
 * `canRunQuickJs()`.
 */
export function makeQuickJsBackend(options: QuickJsBackendOptions): VuBackend {
  collectEarly(FIRST_COLLECTION_MB);
  const most = options.threads ?? Math.max(availableParallelism() - 1, 1);
  const start = {
    wasmPath: fileURLToPath(options.wasmUrl),
    heapMb: options.heapMb ?? 256,
    longestSliceMs: options.longestSliceMs ?? 10_000,
  };
  const threads: EngineThread[] = [];
  const leastBusy = (): EngineThread => {
    const idle = threads.find((thread) => thread.size === 0);
    if (idle !== undefined) return idle;
    if (threads.length < most) {
      const made = new EngineThread(options.workerUrl, start);
      threads.push(made);
      return made;
    }
    return threads.reduce((least, thread) => (thread.size < least.size ? thread : least));
  };
  return makeLineBackend({
    name: 'quickjs',
    open: (...line) => leastBusy().open(...line),
    initTimeoutMs: options.initTimeoutMs ?? 60_000,
    startsAtOnce: 4 * most,
    close: async () => {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  });
}
