import { GateError } from '../../../model/gate-error.ts';
import type { VuBackend } from '../vu/vu-backend.ts';
import { bounded } from './bounded.ts';
import { makePoolVu, type PoolVu } from './pool-vu.ts';
import type { TestClock } from './test-clock.ts';

/** Init code of a script may parse large files; but a VU that takes longer than this never comes. */
const CREATE_LIMIT_MS = 60_000;
/** VUs that are made at once: more only compete for the cores. */
const CREATED_AT_ONCE = 4;

/** The VUs of a test, shared by its scenarios. Ids count from 1. */
export class VuPool {
  readonly #backend: VuBackend;
  readonly #clock: TestClock;
  readonly #abort: AbortSignal;
  readonly #idle: PoolVu[] = [];
  #created = 0;
  /** VUs that are ready, in use or not. */
  initialized = 0;
  /** VUs that a scenario holds. */
  active = 0;

  constructor(backend: VuBackend, clock: TestClock, abort: AbortSignal) {
    this.#backend = backend;
    this.#clock = clock;
    this.#abort = abort;
  }

  /** Makes VUs until there are `count`; ends early when the test is aborted. */
  async fill(count: number): Promise<void> {
    const makeSome = async () => {
      while (this.#created < count && !this.#abort.aborted) this.#idle.push(await this.#create());
    };
    await Promise.all(Array.from({ length: Math.min(CREATED_AT_ONCE, count) }, makeSome));
    this.#idle.sort((a, b) => a.vu.id - b.vu.id);
  }

  /** The VU that has been idle longest, or a fresh one. */
  async acquire(): Promise<PoolVu> {
    const vu = this.#idle.shift() ?? (await this.#create());
    this.active += 1;
    return vu;
  }

  release(vu: PoolVu): void {
    this.active -= 1;
    if (vu.isLost) this.initialized -= 1;
    else this.#idle.push(vu);
  }

  async #create(): Promise<PoolVu> {
    this.#created += 1;
    const id = this.#created;
    const made = await bounded(
      this.#backend.createVu(id, this.#abort),
      CREATE_LIMIT_MS,
      this.#clock,
      this.#abort,
    );
    if (made.kind === 'failed') throw made.error;
    if (made.kind !== 'done') {
      const message = `starting VU ${id}: expected it within ${CREATE_LIMIT_MS / 1_000} s, it ${made.kind.replace('-', ' ')}`;
      throw new GateError('ENGINE_FAILED', message, { fault: 'environment' });
    }
    this.initialized += 1;
    return makePoolVu(made.value);
  }
}
