import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { HostAnswer, HostOp } from '../../guest/guest-host.ts';
import { type PackedSamples, SamplePack } from '../../guest/sample-pack.ts';
import type { TagSet } from '../../guest/tag-set.ts';
import { type FromGuest, SIGNAL, type ToGuest } from '../line/messages.ts';
import type { Tags } from '../vu-backend.ts';

/** Samples wait this long at most while a call runs. */
const FLUSH_MS = 100;

type Answer = Extract<ToGuest, { type: 'answer' }>;

/** The answer to everything once the call is to end; what the script makes of it no longer matters. */
const STOPPED: HostAnswer = { ok: false, message: 'the call was interrupted' };

/**
 * The worker's side of the line to the main thread. Blocking asks sleep in `Atomics.wait` and take the answer
 * straight off the port, so an answer may have any size.
 */
export class MainPort {
  private readonly port: MessagePort;
  private readonly signal: Int32Array;
  private readonly waiting = new Map<number, (answer: HostAnswer) => void>();
  private readonly onMessage: (message: Exclude<ToGuest, Answer>) => void;
  private readonly samples = new SamplePack();
  private flushedMs = 0;
  private lastId = 0;

  constructor(
    port: MessagePort,
    signal: SharedArrayBuffer,
    onMessage: (message: Exclude<ToGuest, Answer>) => void,
  ) {
    this.port = port;
    this.signal = new Int32Array(signal);
    this.onMessage = onMessage;
    port.on('message', (message: ToGuest) => this.take(message));
  }

  post(message: FromGuest): void {
    this.port.postMessage(message);
  }

  ask(op: HostOp, json: string, bodies: readonly (ArrayBuffer | string | null)[]): HostAnswer {
    this.flushIfDue();
    const id = this.send(op, json, bodies);
    for (;;) {
      const seen = Atomics.load(this.signal, SIGNAL.wake);
      if (this.isStopped()) return STOPPED;
      const received = receiveMessageOnPort(this.port)?.message as ToGuest | undefined;
      if (received === undefined) this.rest(seen);
      else if (received.type === 'answer' && received.id === id) return received;
      // An answer to something asked without waiting: its turn comes in the event loop, not inside this call.
      else setImmediate(() => this.take(received));
    }
  }

  askLater(
    op: HostOp,
    json: string,
    bodies: readonly (ArrayBuffer | string | null)[],
    done: (answer: HostAnswer) => void,
  ): void {
    this.flushIfDue();
    this.waiting.set(this.send(op, json, bodies), done);
  }

  /**
   * Blocks this thread only; the main thread is not involved unless it ends the call.
   * @returns whether the call may go on
   */
  sleep(milliseconds: number): boolean {
    const until = performance.now() + milliseconds;
    if (milliseconds >= FLUSH_MS) this.flush();
    for (let left = milliseconds; left > 0; left = until - performance.now()) {
      const seen = Atomics.load(this.signal, SIGNAL.wake);
      if (this.isStopped()) return false;
      this.rest(seen, left);
    }
    return !this.isStopped();
  }

  emit(metric: string, timeMs: number, value: number, tags: TagSet, metadata: Tags | null): void {
    if (this.samples.isFull) this.flush();
    this.samples.add(metric, timeMs, value, tags, metadata);
  }

  /** Samples that were not sent yet, to go with the end of the call. */
  takeSamples(): PackedSamples | null {
    return this.samples.isEmpty ? null : this.samples.take();
  }

  /** To be called whenever the script begins to wait. */
  flushIfDue(): void {
    if (!this.samples.isEmpty && performance.now() - this.flushedMs >= FLUSH_MS) this.flush();
  }

  private send(op: HostOp, json: string, bodies: readonly (ArrayBuffer | string | null)[]): number {
    this.lastId += 1;
    this.post({ type: 'ask', id: this.lastId, op, json, bodies });
    return this.lastId;
  }

  private take(message: ToGuest): void {
    if (message.type !== 'answer') {
      this.onMessage(message);
      return;
    }
    const done = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    done?.(message);
  }

  /** Until the main thread has said something since `seen`; said before it saw this thread asleep, that is at once. */
  private rest(seen: number, mostMs?: number): void {
    Atomics.store(this.signal, SIGNAL.sleeps, 1);
    Atomics.wait(this.signal, SIGNAL.wake, seen, mostMs);
    Atomics.store(this.signal, SIGNAL.sleeps, 0);
  }

  private isStopped(): boolean {
    return Atomics.load(this.signal, SIGNAL.stop) === 1;
  }

  private flush(): void {
    this.flushedMs = performance.now();
    if (!this.samples.isEmpty) this.post({ type: 'samples', samples: this.samples.take() });
  }
}
