import { Worker } from 'node:worker_threads';
import type { GuestLine } from '../line/guest-line.ts';
import { type FromGuest, type GuestStart, SIGNAL, type ToGuest } from '../line/messages.ts';
import { letterOf } from './letter.ts';
import { MailboxWriter, newMailbox } from './mailbox.ts';

/** What a worker is started with. */
export interface WorkerStart extends GuestStart {
  /** See `MailboxReader`. */
  readonly mailbox: SharedArrayBuffer;
  /** See `GuestScript`; without, this thread compiles it, and hands it on. */
  readonly compiled: SharedArrayBuffer | null;
}

/** Megabytes that one VU may use before it is ended; the rest of the process is not touched. */
export interface MemoryLimits {
  readonly heapMb: number;
}

/** A worker costs 8 MB (Node 20) to 11 MB (Node 24) whatever it runs; this keeps its heap from growing on top. */
const YOUNG_GENERATION_MB = 2;

/** A VU in a thread of its own. */
export class WorkerThread implements GuestLine {
  private readonly worker: Worker;
  private readonly signal: Int32Array;
  private readonly mailbox: MailboxWriter;
  private lastError: string | null = null;

  constructor(
    url: URL,
    start: Omit<WorkerStart, 'signal' | 'mailbox'>,
    limits: MemoryLimits,
    onMessage: (message: FromGuest) => void,
    onGone: (reason: string) => void,
  ) {
    const signal = new SharedArrayBuffer(SIGNAL.length * Int32Array.BYTES_PER_ELEMENT);
    this.signal = new Int32Array(signal);
    const mailbox = newMailbox();
    this.mailbox = new MailboxWriter(mailbox);
    this.worker = new Worker(url, {
      workerData: { ...start, signal, mailbox } satisfies WorkerStart,
      env: {},
      execArgv: ['--experimental-vm-modules', '--no-warnings'],
      resourceLimits: {
        maxOldGenerationSizeMb: limits.heapMb,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      },
    });
    // First what has come over the network gets its times.
    this.worker.on('message', (message: FromGuest) => setImmediate(() => onMessage(message)));
    this.worker.on('error', (error) => {
      this.lastError = describe(error);
    });
    this.worker.once('exit', (code) =>
      setImmediate(() => onGone(this.lastError ?? `its thread ended with code ${code}`)),
    );
  }

  post(message: ToGuest, transfer: readonly ArrayBuffer[] = []): void {
    const letter = letterOf(message);
    if (letter !== null && this.mailbox.deliver(letter)) return;
    this.worker.postMessage(message, transfer);
    this.mailbox.ring();
  }

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
