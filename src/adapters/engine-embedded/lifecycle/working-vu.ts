import { bounded } from '../scheduler/bounded.ts';
import { callVu, type PoolVu } from '../scheduler/pool-vu.ts';
import type { ActiveVu } from '../scheduler/scenario-context.ts';
import { type TestClock, waitUntil } from '../scheduler/test-clock.ts';
import type { CallResult, VuCall } from '../vu/vu-backend.ts';

/** A VU that is still running this long after it was interrupted is given up. */
const INTERRUPT_LIMIT_MS = 5_000;
/** The least time that an iteration takes in which the VU died. */
const DEATH_PAUSE_MS = 100;

export interface IterationServices {
  readonly clock: TestClock;
  readonly minIterationDurationMs: number;
  nextCall(vu: PoolVu): VuCall;
  /** `null`: the VU did not end when it was interrupted. */
  ended(result: CallResult | null, call: VuCall, vu: PoolVu): void;
  release(vu: PoolVu): void;
}

/** A VU of the pool at work for a scenario. */
export class WorkingVu implements ActiveVu {
  readonly #vu: PoolVu;
  readonly #services: IterationServices;
  #isInterrupted = false;
  /** Ends what the iteration waits for. A callback: a signal for each iteration costs more than the rest of this class. */
  #endWait: () => void = () => undefined;

  constructor(vu: PoolVu, services: IterationServices) {
    this.#vu = vu;
    this.#services = services;
  }

  get id(): number {
    return this.#vu.vu.id;
  }

  async iterate(): Promise<void> {
    this.#isInterrupted = false;
    const { clock, minIterationDurationMs } = this.#services;
    const start = clock.monotonic();
    const call = this.#services.nextCall(this.#vu);
    const result = await this.#call(call);
    this.#vu.isLost = result === null;
    this.#services.ended(result, call, this.#vu);
    // A VU that dies at once must not keep the loop from everything else.
    const pauseMs =
      result?.end.kind === 'died' ? Math.max(DEATH_PAUSE_MS, minIterationDurationMs) : minIterationDurationMs;
    const earliestEnd = start + pauseMs;
    if (clock.monotonic() < earliestEnd) await this.#pause(earliestEnd);
  }

  interrupt(): void {
    if (this.#isInterrupted) return;
    this.#isInterrupted = true;
    this.#endWait();
    this.#vu.vu.interrupt();
  }

  release(): void {
    this.#services.release(this.#vu);
  }

  /** The result of the call; `null` when it has not ended within the limit after an interrupt. */
  async #call(call: VuCall): Promise<CallResult | null> {
    const work = callVu(this.#vu.vu, call);
    const first = await new Promise<CallResult | 'interrupted'>((resolve, reject) => {
      this.#endWait = () => resolve('interrupted');
      work.then(resolve, reject);
    });
    if (first !== 'interrupted') return first;
    const late = await bounded(work, INTERRUPT_LIMIT_MS, this.#services.clock);
    return late.kind === 'done' ? late.value : null;
  }

  async #pause(untilMs: number): Promise<void> {
    if (this.#isInterrupted) return;
    const ended = new AbortController();
    this.#endWait = () => ended.abort();
    await waitUntil(this.#services.clock, untilMs, ended.signal);
  }
}
