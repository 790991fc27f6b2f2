import type { ConstantArrivalRate, RampingArrivalRate } from '../options/scenario.ts';
import { iterationShare } from '../options/scenario.ts';
import { isOwn, ownCount } from '../options/work-share.ts';
import { type ActiveVu, onVus, type ScenarioContext } from './scenario-context.ts';
import { waitUntil } from './test-clock.ts';

/**
 * Starts an iteration at each due time (ms after the start, ascending) on the VU that has been idle longest. With no idle
 * VU the iteration is dropped, never queued, and one more VU is started in the background while `maxVUs` allows.
 */
export async function runArrivals(
  dueTimes: Iterable<number>,
  scenario: ConstantArrivalRate | RampingArrivalRate,
  context: ScenarioContext,
): Promise<void> {
  const crew = new ArrivalCrew(context, ownCount(context.share, scenario.maxVUs));
  await crew.fill(ownCount(context.share, scenario.preAllocatedVUs));
  const share = iterationShare(scenario, context.share);
  let index = 0;
  for (const dueTime of dueTimes) {
    if (!isOwn(share, index++)) continue;
    const due = context.startMs + dueTime;
    if (context.clock.monotonic() < due) await waitUntil(context.clock, due, context.ended);
    if (context.ended.aborted) break;
    crew.handle(due);
  }
  await crew.dismiss();
}

/** The VUs of an open-loop scenario. */
class ArrivalCrew {
  readonly #context: ScenarioContext;
  readonly #maxVUs: number;
  readonly #idle: ActiveVu[] = [];
  readonly #running = new Set<Promise<void>>();
  #size = 0;
  #isGrowing = false;
  #isDismissed = false;

  constructor(context: ScenarioContext, maxVUs: number) {
    this.#context = context;
    this.#maxVUs = maxVUs;
  }

  async fill(count: number): Promise<void> {
    await onVus(count, () => this.#add());
  }

  handle(due: number): void {
    const vu = this.#idle.shift();
    if (vu === undefined) {
      this.#context.drop(1);
      this.#grow();
      return;
    }
    this.#context.lag(this.#context.clock.monotonic() - due);
    const iteration = vu.iterate().then(() => {
      this.#idle.push(vu);
      this.#running.delete(iteration);
    });
    this.#running.add(iteration);
  }

  /** Waits for what still runs (interrupted when the scenario ends) and gives all VUs back. */
  async dismiss(): Promise<void> {
    await Promise.all(this.#running);
    this.#isDismissed = true;
    for (const vu of this.#idle) vu.release();
  }

  #grow(): void {
    if (this.#isGrowing || this.#size >= this.#maxVUs) return;
    this.#isGrowing = true;
    void this.#add().then(() => {
      this.#isGrowing = false;
    });
  }

  async #add(): Promise<void> {
    this.#size += 1;
    const vu = await this.#context.activate();
    if (this.#isDismissed) vu?.release();
    else if (vu !== null) this.#idle.push(vu);
  }
}
