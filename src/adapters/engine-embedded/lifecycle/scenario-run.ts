import { hasWork, iterationShare, regularDurationMs, type Scenario } from '../options/scenario.ts';
import { ownCount, ownIndex, type WorkShare } from '../options/work-share.ts';
import { executeScenario } from '../scheduler/execute-scenario.ts';
import type { PoolVu } from '../scheduler/pool-vu.ts';
import type { ActiveVu, ScenarioContext } from '../scheduler/scenario-context.ts';
import type { Tags, VuCall } from '../vu/vu-backend.ts';
import type { LoadServices } from './load-services.ts';
import { WorkingVu } from './working-vu.ts';

/** A scenario while it runs: lends it VUs, numbers its iterations, and ends it when its time is over. */
export class ScenarioRun implements ScenarioContext {
  readonly scenario: Scenario;
  readonly startMs: number;
  readonly #load: LoadServices;
  /** Of the scenario's iterations. */
  readonly #iterations: WorkShare;
  readonly #tags: Tags;
  readonly #ended = new AbortController();
  readonly #active = new Set<ActiveVu>();
  readonly #facts: VuCall['scenario'];
  #started = 0;
  #isOver = false;

  /** `startMs`: monotonic. */
  constructor(scenario: Scenario, startMs: number, load: LoadServices) {
    this.scenario = scenario;
    this.startMs = startMs;
    this.#load = load;
    this.#iterations = iterationShare(scenario, load.share);
    this.#tags = { ...load.tags, ...scenario.tags, scenario: scenario.name };
    const startTimeMs = load.clock.now() + startMs - load.clock.monotonic();
    this.#facts = { name: scenario.name, executor: scenario.executor, startTimeMs };
  }

  get clock() {
    return this.#load.clock;
  }

  get share(): WorkShare {
    return this.#load.share;
  }

  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Share of the scenario that is done, 0 to 1, by iterations where they are counted, else by time. */
  get progress(): number {
    if (this.#isOver) return 1;
    const { scenario } = this;
    const byTime = (this.clock.monotonic() - this.startMs) / regularDurationMs(scenario);
    const planned = plannedIterations(scenario, this.share);
    return Math.min(1, Math.max(0, planned === null ? byTime : this.#started / planned));
  }

  /** Resolves when every iteration has ended; graceful stop and an aborted test cut them off. Never rejects. */
  async run(): Promise<void> {
    const end = () => this.#end();
    const { stopped } = this.#load.ending;
    const lastMs = this.startMs + regularDurationMs(this.scenario) + this.scenario.gracefulStopMs;
    const cancel = this.clock.at(lastMs, end);
    stopped.addEventListener('abort', end);
    try {
      if (!stopped.aborted && hasWork(this.scenario, this.share)) await executeScenario(this.scenario, this);
    } catch (error) {
      this.#load.failed(error);
    } finally {
      this.#isOver = true;
      cancel();
      stopped.removeEventListener('abort', end);
      end();
    }
  }

  async activate(): Promise<ActiveVu | null> {
    const vu = await this.#load.pool.acquire().catch((error: unknown) => {
      if (!this.ended.aborted) this.#load.failed(error);
      return null;
    });
    if (vu === null) return null;
    const working = this.#employ(vu);
    if (!this.ended.aborted) return working;
    working.release();
    return null;
  }

  drop(count: number): void {
    if (count > 0 && !this.#load.ending.stopped.aborted) this.#load.dropped(count, this.#tags);
  }

  lag(ms: number): void {
    this.#load.startLag.add(ms);
  }

  #employ(vu: PoolVu): ActiveVu {
    const working: WorkingVu = new WorkingVu(vu, {
      clock: this.clock,
      minIterationDurationMs: this.#load.minIterationDurationMs,
      nextCall: (caller) => this.#nextCall(caller),
      ended: (result, call, caller) => this.#load.iterationEnded(result, call, caller),
      release: (caller) => {
        this.#active.delete(working);
        this.#load.pool.release(caller);
      },
    });
    this.#active.add(working);
    return working;
  }

  #nextCall(vu: PoolVu): VuCall {
    const { name, exec, env } = this.scenario;
    const iterationInScenario = vu.iterationsIn.get(name) ?? 0;
    vu.iterationsIn.set(name, iterationInScenario + 1);
    const iterationInInstance = this.#started++;
    return {
      exec,
      data: this.#load.setupData,
      tags: this.#tags,
      group: '',
      env,
      scenario: this.#facts,
      iteration: vu.iteration++,
      iterationInScenario,
      iterationInInstance,
      iterationInTest: ownIndex(this.#iterations, iterationInInstance),
    };
  }

  #end(): void {
    this.#ended.abort();
    for (const vu of this.#active) vu.interrupt();
  }
}

function plannedIterations(scenario: Scenario, share: WorkShare): number | null {
  const { executor } = scenario;
  if (executor === 'shared-iterations') return ownCount(iterationShare(scenario, share), scenario.iterations);
  return executor === 'per-vu-iterations' ? scenario.iterations * ownCount(share, scenario.vus) : null;
}
