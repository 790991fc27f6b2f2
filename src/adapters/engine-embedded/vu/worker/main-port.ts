import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { HostAnswer, HostOp } from '../../guest/guest-host.ts';
import { type PackedSamples, SamplePack } from '../../guest/sample-pack.ts';
import type { TagSet } from '../../guest/tag-set.ts';
import { type FromGuest, SIGNAL, type ToGuest } from '../line/messages.ts';
import type { Tags } from '../vu-backend.ts';
import type { MailboxReader } from './mailbox.ts';

/** Samples wait this long at most while a call runs. */
const FLUSH_MS = 100;

type Answer = Extract<ToGuest, { type: 'answer' }>;
type Order = Exclude<ToGuest, Answer>;

/** The answer to everything once the call is to end; what the script makes of it no longer matters. */
const STOPPED: HostAnswer = { ok: false, message: 'the call was interrupted' };

/** The ways by which the main thread reaches a worker: its port, memory for messages to one that sleeps, the stop signal. */
export interface MainLine {
  readonly port: MessagePort;
  readonly mailbox: MailboxReader;
  readonly signal: Int32Array;
}

/**
 * The worker's side of the line to the main thread. It sleeps while it waits: for the answer to a blocking ask, and for
 * the next call. Only while a script waits in promises does its event loop run.
 */
export class MainPort {
  private readonly line: MainLine;
  private readonly waiting = new Map<number, (answer: HostAnswer) => void>();
  private readonly onOrder: (order: Order) => void;
  private readonly samples = new SamplePack();
  /** Taken off the port, for whoever looks next. */
  private readonly arrived: ToGuest[] = [];
  private flushedMs = 0;
  private lastId = 0;

  constructor(line: MainLine, onOrder: (order: Order) => void) {
    this.line = line;
    this.onOrder = onOrder;
    line.port.on('message', (message: ToGuest) => this.take(message));
  }

  post(message: FromGuest): void {
    this.line.port.postMessage(message);
  }

  ask(op: HostOp, json: string, bodies: readonly (ArrayBuffer | string | null)[]): HostAnswer {
    this.flushIfDue();
    const id = this.send(op, json, bodies);
    const others: ToGuest[] = [];
    let answer: HostAnswer = STOPPED;
    while (answer === STOPPED && !this.isStopped()) {
      const message = this.next(() => this.isStopped());
      if (message?.type === 'answer' && message.id === id) answer = message;
      else if (message !== undefined) others.push(message);
    }
    this.postpone(others);
    return answer;
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
    const others: ToGuest[] = [];
    for (let left = milliseconds; left > 0 && !this.isStopped(); left = until - performance.now()) {
      const message = this.next(() => this.isStopped(), left);
      if (message !== undefined) others.push(message);
    }
    this.postpone(others);
    return !this.isStopped();
  }

  /** Sleeps until the main thread wants something. To be called by the event loop when nothing is left to do. */
  awaitOrder(): void {
    let message: ToGuest | undefined;
    while (message?.type !== 'call') {
      message = this.next(() => false);
      if (message !== undefined) this.take(message);
    }
    this.postpone([]);
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
      this.onOrder(message);
      return;
    }
    const done = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    done?.(message);
  }

  /** The next message, slept for; `undefined` when something else woke the thread, or `mostMs` are over. */
  private next(isNeeded: () => boolean, mostMs?: number): ToGuest | undefined {
    const { arrived, line } = this;
    if (arrived.length === 0) this.lookAtPort();
    if (arrived.length > 0) return arrived.shift();
    const letter = line.mailbox.sleep(() => this.lookAtPort() || isNeeded(), mostMs);
    // What the port had was sent before it.
    if (letter !== null) arrived.push(letter);
    return arrived.shift();
  }

  private lookAtPort(): boolean {
    const received = receiveMessageOnPort(this.line.port);
    if (received !== undefined) this.arrived.push(received.message as ToGuest);
    return received !== undefined;
  }

  /** Messages that are not for whoever slept: their turn comes in the event loop, not inside its call. */
  private postpone(others: readonly ToGuest[]): void {
    for (const message of [...others, ...this.arrived.splice(0)]) setImmediate(() => this.take(message));
  }

  private isStopped(): boolean {
    return Atomics.load(this.line.signal, SIGNAL.stop) === 1;
  }

  private flush(): void {
    this.flushedMs = performance.now();
    if (!this.samples.isEmpty) this.post({ type: 'samples', samples: this.samples.take() });
  }
}
