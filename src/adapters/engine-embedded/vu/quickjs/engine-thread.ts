import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { GuestLine, OpenLine } from '../line/guest-line.ts';
import { SIGNAL, type ToGuest } from '../line/messages.ts';
import type { EngineStart, FromEngine, ToEngine } from './engine-worker.ts';

/** A worker thread that runs many VUs. */
export class EngineThread {
  private readonly worker: Worker;
  /** By VU: told when it is gone. */
  private readonly lines = new Map<number, (reason: string) => void>();
  private lastId = 0;
  private lastError: string | null = null;

  constructor(url: URL, start: EngineStart) {
    this.worker = new Worker(url, { workerData: start, env: {}, execArgv: ['--no-warnings'] });
    this.worker.on('message', ({ id, reason }: FromEngine) => this.gone(id, reason));
    this.worker.on('error', (error) => {
      this.lastError = error instanceof Error ? error.message : String(error);
    });
    this.worker.once('exit', (code) => {
      const reason = this.lastError ?? `its thread ended with code ${code}`;
      for (const id of [...this.lines.keys()]) this.gone(id, reason);
    });
  }

  /** VUs that it runs. */
  get size(): number {
    return this.lines.size;
  }

  readonly open: OpenLine = (start, onMessage, onGone) => {
    this.lastId += 1;
    const id = this.lastId;
    const { port1, port2 } = new MessageChannel();
    const signal = new SharedArrayBuffer(SIGNAL.length * Int32Array.BYTES_PER_ELEMENT);
    const open: ToEngine = { type: 'open', id, start: { ...start, signal }, port: port2 };
    port1.on('message', onMessage);
    this.lines.set(id, (reason) => {
      port1.close();
      onGone(reason);
    });
    this.worker.postMessage(open, [port2]);
    return new EngineLine(port1, signal, () => {
      this.worker.postMessage({ type: 'close', id } satisfies ToEngine);
      this.gone(id, 'it was ended');
    });
  };

  async terminate(): Promise<void> {
    await this.worker.terminate();
  }

  private gone(id: number, reason: string): void {
    const tell = this.lines.get(id);
    this.lines.delete(id);
    tell?.(reason);
  }
}

class EngineLine implements GuestLine {
  private readonly port: MessagePort;
  private readonly signal: Int32Array;
  private readonly close: () => void;

  constructor(port: MessagePort, signal: SharedArrayBuffer, close: () => void) {
    this.port = port;
    this.signal = new Int32Array(signal);
    this.close = close;
  }

  post(message: ToGuest, transfer: readonly ArrayBuffer[] = []): void {
    this.port.postMessage(message, transfer);
  }

  setStopped(isStopped: boolean): void {
    Atomics.store(this.signal, SIGNAL.stop, isStopped ? 1 : 0);
  }

  async terminate(): Promise<void> {
    // Code that computes is interrupted; only then does its thread hear of the end.
    this.setStopped(true);
    this.close();
  }
}
