import { setMaxListeners } from 'node:events';
import { FINISHED, type TestEnd } from './test-end.ts';

/** Why a test ends: the first reason counts, whatever goes wrong afterwards. */
export class TestEnding {
  readonly #stopped = new AbortController();
  #first: TestEnd | null = null;

  constructor() {
    // Every scenario listens; Node would take more than ten of them for a leak.
    setMaxListeners(0, this.#stopped.signal);
  }

  /** Aborts when the load is to stop at once; teardown and summary still follow. */
  get stopped(): AbortSignal {
    return this.#stopped.signal;
  }

  /** The reason so far; a test with none has finished. */
  get result(): TestEnd {
    return this.#first ?? FINISHED;
  }

  /** Notes a reason that lets the test go on. */
  note(end: TestEnd): void {
    this.#first ??= end;
  }

  /** Notes a reason and stops the load. */
  stop(end: TestEnd): void {
    this.note(end);
    this.#stopped.abort();
  }
}
