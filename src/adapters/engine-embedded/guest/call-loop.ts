import type { VuCall } from '../vu/vu-backend.ts';
import type { GuestEnd } from './guest-host.ts';
import { forgetTagSets, type GuestState, TestAborted } from './guest-state.ts';
import { toHostJson } from './host-json.ts';
import { whenSettled } from './own-methods.ts';
import { messageOf, stackOf } from './script-error.ts';

/**
 * Runs calls the way k6 does: the function, then everything it left in the event loop. A promise that can never
 * settle does not hold up the end; a throw ends the call at once.
 */
export class CallLoop {
  private readonly state: GuestState;
  private pending = 0;
  private outcome: { value: unknown } | { error: unknown } | null = null;
  private argument: unknown;
  private readonly onEnd: () => void;
  private generation = 0;

  constructor(state: GuestState, onEnd: () => void) {
    this.state = state;
    this.onEnd = onEnd;
  }

  /** Something asynchronous began. @returns how to run its callback when it is done; late ones do nothing. */
  begin(): (callback: () => void) => void {
    const { generation } = this;
    let isOpen = true;
    this.pending += 1;
    return (callback) => {
      if (!isOpen || generation !== this.generation) return;
      isOpen = false;
      this.pending -= 1;
      this.runJob(callback);
    };
  }

  /** Runs a callback of the event loop and looks whether the call is over. */
  runJob(callback: () => void): void {
    if (this.state.hasEnded) return;
    try {
      callback();
    } catch (error) {
      this.outcome = { error };
    }
    this.state.host.afterPromiseJobs(this.checkNow);
  }

  /** `data` is the argument as JSON, `undefined` to pass the same value as last time, changes of the script included. */
  start(call: Omit<VuCall, 'data'>, data: string | null | undefined, exported: unknown): void {
    const { state } = this;
    if (data !== undefined) this.argument = data === null ? undefined : JSON.parse(data);
    if (state.call?.scenario?.name !== call.scenario?.name) {
      state.tags = {};
      state.metadata = null;
      forgetTagSets(state);
    }
    state.call = call;
    state.group = call.group;
    state.aborted = null;
    state.hasEnded = false;
    this.generation += 1;
    this.pending = 0;
    this.outcome = null;
    try {
      this.invoke(call, exported);
    } catch (error) {
      this.outcome = { error };
    }
    this.state.host.afterPromiseJobs(this.checkNow);
  }

  /** A rejection that nobody handled ends the call as a throw does. */
  fail(error: unknown): void {
    this.runJob(() => {
      throw error;
    });
  }

  private invoke(call: Omit<VuCall, 'data'>, exported: unknown): void {
    if (typeof exported !== 'function') throw new TypeError(`the script exports no function "${call.exec}"`);
    const value: unknown = exported(this.argument);
    if (!isThenable(value)) {
      this.outcome = { value };
      return;
    }
    const { generation } = this;
    const settle = (outcome: { value: unknown } | { error: unknown }) => {
      // A promise of an earlier call must not end this one.
      if (generation !== this.generation) return;
      this.runJob(() => {
        this.outcome ??= outcome;
      });
    };
    whenSettled(
      value,
      (settled) => settle({ value: settled }),
      (error) => settle({ error }),
    );
  }

  /** Whether the call is over: looked at when all promise jobs have run, whoever asked for that. */
  private readonly checkNow = (): void => {
    if (this.state.hasEnded) return;
    const hasFailed = this.state.aborted !== null || (this.outcome !== null && 'error' in this.outcome);
    if (hasFailed || this.pending === 0) this.end(this.endOf());
  };

  private end(end: GuestEnd): void {
    this.state.hasEnded = true;
    this.pending = 0;
    this.onEnd();
    this.state.host.finish(end);
  }

  private endOf(): GuestEnd {
    if (this.state.aborted !== null) return { kind: 'aborted', message: this.state.aborted };
    const { outcome } = this;
    if (outcome !== null && 'error' in outcome) {
      const { error } = outcome;
      if (error instanceof TestAborted) return { kind: 'aborted', message: error.message };
      return { kind: 'threw', message: messageOf(error), stack: stackOf(error) };
    }
    const { exec, scenario = null } = this.state.call ?? {};
    try {
      return { kind: 'returned', value: toHostJson(outcome?.value, exec === 'handleSummary') };
    } catch (error) {
      // What an iteration returns is nothing to anybody.
      if (scenario !== null) return { kind: 'returned', value: null };
      return { kind: 'threw', message: `the value returned is no JSON: ${messageOf(error)}`, stack: '' };
    }
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
