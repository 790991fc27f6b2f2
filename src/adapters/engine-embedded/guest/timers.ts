import type { CallLoop } from './call-loop.ts';
import type { GuestState } from './guest-state.ts';

/** V8 hosts fire timers beyond this at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Timer {
  readonly callback: () => void;
  readonly repeats: boolean;
  settle: (callback: () => void) => void;
}

/** `setTimeout` and its family, held by the event loop of the call. */
export class Timers {
  private readonly timers = new Map<number, Timer>();
  private readonly state: GuestState;
  private readonly loop: CallLoop;
  private lastId = 0;

  constructor(state: GuestState, loop: CallLoop) {
    this.state = state;
    this.loop = loop;
  }

  /** The functions as scripts know them; also the module `k6/timers`. */
  api(): Record<string, unknown> {
    return {
      setTimeout: (callback: unknown, delay?: unknown, ...rest: unknown[]) =>
        this.set('setTimeout', callback, delay, rest),
      setInterval: (callback: unknown, delay?: unknown, ...rest: unknown[]) =>
        this.set('setInterval', callback, delay, rest),
      clearTimeout: (id: unknown) => this.clear(Number(id)),
      clearInterval: (id: unknown) => this.clear(Number(id)),
    };
  }

  fire(id: number): void {
    const timer = this.timers.get(id);
    if (timer === undefined) return;
    const { settle } = timer;
    if (timer.repeats) timer.settle = this.loop.begin();
    else this.timers.delete(id);
    settle(timer.callback);
  }

  /** Forgets all; the call is over. */
  clearAll(): void {
    if (this.timers.size === 0) return;
    for (const id of this.timers.keys()) this.state.host.stopTimer(id);
    this.timers.clear();
  }

  private set(
    kind: 'setTimeout' | 'setInterval',
    callback: unknown,
    delay: unknown,
    rest: unknown[],
  ): number {
    if (typeof callback !== 'function') throw new TypeError(`${kind} wants a function as its first argument`);
    // First of all, for it may throw: what has begun holds up the end of the call.
    const milliseconds = Math.min(Math.max(Number(delay) || 0, 0), LONGEST_TIMER_MS);
    const id = ++this.lastId;
    const repeats = kind === 'setInterval';
    this.timers.set(id, { callback: () => callback(...rest), repeats, settle: this.loop.begin() });
    this.state.host.startTimer(id, milliseconds, repeats);
    return id;
  }

  private clear(id: number): void {
    const timer = this.timers.get(id);
    if (timer === undefined) return;
    this.timers.delete(id);
    this.state.host.stopTimer(id);
    timer.settle(() => undefined);
  }
}
