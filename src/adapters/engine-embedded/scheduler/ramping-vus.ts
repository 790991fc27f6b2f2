import { type RampingVus, totalDurationMs } from '../options/scenario.ts';
import { ownCount } from '../options/work-share.ts';
import { rampingPlan } from './ramping-plan.ts';
import type { ActiveVu, Execute, ScenarioContext } from './scenario-context.ts';
import { waitUntil } from './test-clock.ts';

/** A number of VUs that follows the stages; the VU started last is stopped first. */
export const runRampingVus: Execute<RampingVus> = async (scenario, context) => {
  const endMs = context.startMs + totalDurationMs(scenario.stages);
  const seats: VuSeat[] = [];
  for (const step of rampingPlan(scenario.startVUs, scenario.stages)) {
    await waitUntil(context.clock, context.startMs + step.atMs, context.ended);
    if (context.ended.aborted) break;
    const wanted = ownCount(context.share, step.vus);
    while (seats.length < wanted) seats.push(new VuSeat(context, endMs, scenario.gracefulRampDownMs));
    for (const [index, seat] of seats.entries()) {
      if (index < wanted) seat.start();
      else seat.stop();
    }
  }
  await Promise.all(seats.map((seat) => seat.left()));
};

/** The place of one VU in the ramp: taken while the plan wants it, with its own time to leave. */
class VuSeat {
  readonly #context: ScenarioContext;
  readonly #endMs: number;
  readonly #gracefulRampDownMs: number;
  #isWanted = false;
  #work: Promise<void> = Promise.resolve();
  #isTaken = false;
  #vu: ActiveVu | null = null;
  #cancelKill: () => void = () => undefined;

  constructor(context: ScenarioContext, endMs: number, gracefulRampDownMs: number) {
    this.#context = context;
    this.#endMs = endMs;
    this.#gracefulRampDownMs = gracefulRampDownMs;
  }

  /** A VU that is still leaving stays. */
  start(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#cancelKill();
    if (!this.#isTaken) this.#work = this.#occupy();
  }

  /** Lets the VU finish its iteration within gracefulRampDown. */
  stop(): void {
    if (!this.#isWanted) return;
    this.#isWanted = false;
    const { clock } = this.#context;
    this.#cancelKill = clock.at(clock.monotonic() + this.#gracefulRampDownMs, () => this.#vu?.interrupt());
  }

  async left(): Promise<void> {
    await this.#work;
    this.#cancelKill();
  }

  async #occupy(): Promise<void> {
    this.#isTaken = true;
    this.#vu = await this.#context.activate();
    while (this.#vu !== null && this.#isWorking()) await this.#vu.iterate();
    this.#vu?.release();
    this.#vu = null;
    this.#isTaken = false;
    this.#cancelKill();
  }

  #isWorking(): boolean {
    const { clock, ended } = this.#context;
    return this.#isWanted && !ended.aborted && clock.monotonic() < this.#endMs;
  }
}
