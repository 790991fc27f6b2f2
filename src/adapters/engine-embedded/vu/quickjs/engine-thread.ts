import { Worker } from 'node:worker_threads';
import type { GuestLine, OpenLine } from '../line/guest-line.ts';
import { type FromGuest, SIGNAL, type ToGuest } from '../line/messages.ts';
import type { EngineStart, FromEngine, ToEngine } from './engine-worker.ts';
import { MessageBatch } from './message-batch.ts';

interface OpenedLine {
  onMessage(message: FromGuest): void;
  onGone(reason: string): void;
}

/** A worker thread that runs many VUs. */
export class EngineThread {
  private readonly worker: Worker;
  private readonly batch: MessageBatch<ToEngine>;
  /** By VU. */
  private readonly lines = new Map<number, OpenedLine>();
  private lastId = 0;
  private lastError: string | null = null;

  constructor(url: URL, start: EngineStart) {
    this.worker = new Worker(url, { workerData: start, env: {}, execArgv: ['--no-warnings'] });
    this.batch = new MessageBatch((messages, transfer) => this.worker.postMessage(messages, transfer));
    // First what has come over the network gets its times.
    this.worker.on('message', (messages: readonly FromEngine[]) => setImmediate(() => this.take(messages)));
    this.worker.on('error', (error) => {
      this.lastError = error instanceof Error ? error.message : String(error);
    });
    this.worker.once('exit', (code) =>
      setImmediate(() => {
        const reason = this.lastError ?? `its thread ended with code ${code}`;
        for (const id of [...this.lines.keys()]) this.gone(id, reason);
      }),
    );
  }

  /** VUs that it runs. */
  get size(): number {
    return this.lines.size;
  }

  readonly open: OpenLine = (start, onMessage, onGone) => {
    this.lastId += 1;
    const id = this.lastId;
    const signal = new SharedArrayBuffer(SIGNAL.length * Int32Array.BYTES_PER_ELEMENT);
    this.lines.set(id, { onMessage, onGone });
    this.batch.add({ type: 'open', id, start: { ...start, signal } });
    return new EngineLine(id, signal, this.batch, () => this.gone(id, 'it was ended'));
  };

  async terminate(): Promise<void> {
    await this.worker.terminate();
  }

  private take(messages: readonly FromEngine[]): void {
    for (const message of messages) {
      if (message.type === 'gone') this.gone(message.id, message.reason);
      else this.lines.get(message.id)?.onMessage(message.message);
    }
  }

  private gone(id: number, reason: string): void {
    const line = this.lines.get(id);
    this.lines.delete(id);
    line?.onGone(reason);
  }
}

class EngineLine implements GuestLine {
  private readonly id: number;
  private readonly signal: Int32Array;
  private readonly batch: MessageBatch<ToEngine>;
  private readonly onEnd: () => void;

  constructor(id: number, signal: SharedArrayBuffer, batch: MessageBatch<ToEngine>, onEnd: () => void) {
    this.id = id;
    this.signal = new Int32Array(signal);
    this.batch = batch;
    this.onEnd = onEnd;
  }

  post(message: ToGuest, transfer: readonly ArrayBuffer[] = []): void {
    this.batch.add({ type: 'post', id: this.id, message }, transfer);
  }

  setStopped(isStopped: boolean): void {
    Atomics.store(this.signal, SIGNAL.stop, isStopped ? 1 : 0);
  }

  async terminate(): Promise<void> {
    // Code that computes is interrupted; only then does its thread hear of the end.
    this.setStopped(true);
    this.batch.add({ type: 'close', id: this.id });
    this.onEnd();
  }
}
