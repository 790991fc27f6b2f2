import { Worker } from 'node:worker_threads';
import { type FromWorker, SIGNAL, type ToWorker, type WorkerStart } from './messages.ts';

/** Megabytes that one VU may use before it is ended; the rest of the process is not touched. */
export interface MemoryLimits {
  readonly heapMb: number;
}

/** A worker costs 8 MB (Node 20) to 11 MB (Node 24) whatever it runs; this keeps its heap from growing on top. */
const YOUNG_GENERATION_MB = 2;

/** The main thread's side of one worker. */
export class WorkerThread {
  private readonly worker: Worker;
  private readonly signal: Int32Array;
  private lastError: string | null = null;

  constructor(
    url: URL,
    start: Omit<WorkerStart, 'signal'>,
    limits: MemoryLimits,
    onMessage: (message: FromWorker) => void,
    /** Called once, when the thread is gone, with the reason. */
    onGone: (reason: string) => void,
  ) {
    const signal = new SharedArrayBuffer(SIGNAL.length * Int32Array.BYTES_PER_ELEMENT);
    this.signal = new Int32Array(signal);
    this.worker = new Worker(url, {
      workerData: { ...start, signal } satisfies WorkerStart,
      env: {},
      execArgv: ['--experimental-vm-modules', '--no-warnings'],
      resourceLimits: {
        maxOldGenerationSizeMb: limits.heapMb,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      },
    });
    this.worker.on('message', onMessage);
    this.worker.on('error', (error) => {
      this.lastError = describe(error);
    });
    this.worker.once('exit', (code) => onGone(this.lastError ?? `its thread ended with code ${code}`));
  }

  /** Sends a message and wakes the worker if it sleeps. */
  post(message: ToWorker, transfer: readonly ArrayBuffer[] = []): void {
    this.worker.postMessage(message, transfer);
    Atomics.add(this.signal, SIGNAL.wake, 1);
    Atomics.notify(this.signal, SIGNAL.wake);
  }

  /** Whether blocking calls of the script are to return at once. */
  setStopped(isStopped: boolean): void {
    Atomics.store(this.signal, SIGNAL.stop, isStopped ? 1 : 0);
  }

  async terminate(): Promise<void> {
    await this.worker.terminate();
  }
}

function describe(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it ran out of memory' : String(message ?? error);
}
