import type { HostOp } from '../../guest/guest-host.ts';
import { type FromGuest, SIGNAL, type ToGuest } from '../line/messages.ts';
import { Abandoned } from './quickjs.ts';

type Answer = Extract<ToGuest, { type: 'answer' }>;
type Bodies = readonly (ArrayBuffer | string | null)[];

/** The answer to everything once the call is to end; what the script makes of it no longer matters. */
const STOPPED = 'the call was interrupted';

/** JSON and bodies; a text alone is the message of an error. */
export type ListedAnswer = readonly unknown[] | string;

/** A wait of the guest: ended by its answer, by a stop, or by the end of the VU. */
interface Wait {
  stop(): void;
  abandon(): void;
}

/** The VU's end of its line to the main thread. What blocks the guest is a promise here. */
export class LinePort {
  readonly post: (message: FromGuest) => void;
  private readonly signal: Int32Array;
  private readonly answers = new Map<number, (answer: Answer) => void>();
  private readonly waits = new Set<Wait>();
  private lastId = 0;

  constructor(post: (message: FromGuest) => void, signal: SharedArrayBuffer) {
    this.post = post;
    this.signal = new Int32Array(signal);
  }

  /** Whether the running call is to end. */
  get isStopped(): boolean {
    return Atomics.load(this.signal, SIGNAL.stop) === 1;
  }

  ask(op: HostOp, json: string, bodies: Bodies): Promise<ListedAnswer> {
    if (this.isStopped) return Promise.resolve(STOPPED);
    return this.wait<ListedAnswer>(STOPPED, (done) =>
      this.send(op, json, bodies, (answer) => done(listed(answer))),
    );
  }

  askLater(op: HostOp, json: string, bodies: Bodies, done: (answer: ListedAnswer) => void): void {
    this.send(op, json, bodies, (answer) => done(listed(answer)));
  }

  /** @returns whether the call may go on */
  sleep(milliseconds: number): Promise<boolean> {
    if (this.isStopped) return Promise.resolve(false);
    let timer: NodeJS.Timeout;
    const slept = this.wait(false, (done) => {
      timer = setTimeout(() => done(true), milliseconds);
    });
    return slept.finally(() => clearTimeout(timer));
  }

  take(answer: Answer): void {
    const done = this.answers.get(answer.id);
    this.answers.delete(answer.id);
    done?.(answer);
  }

  /** Ends what blocks the guest; it goes on and is told. */
  stop(): void {
    for (const wait of this.waits) wait.stop();
  }

  /** Ends what blocks the guest for good: a stack that nobody ends is never freed. */
  close(): void {
    for (const wait of this.waits) wait.abandon();
  }

  private send(op: HostOp, json: string, bodies: Bodies, done: (answer: Answer) => void): void {
    this.lastId += 1;
    this.answers.set(this.lastId, done);
    this.post({ type: 'ask', id: this.lastId, op, json, bodies });
  }

  private wait<Value>(stopped: Value, begin: (done: (value: Value) => void) => void): Promise<Value> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        this.waits.delete(wait);
        settle();
      };
      const wait: Wait = {
        stop: () => end(() => resolve(stopped)),
        abandon: () => end(() => reject(new Abandoned('the VU was ended'))),
      };
      this.waits.add(wait);
      begin((value) => end(() => resolve(value)));
    });
  }
}

function listed(answer: Answer): ListedAnswer {
  return answer.ok ? [answer.json, ...answer.bodies] : answer.message;
}
