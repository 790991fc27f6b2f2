import { every } from '../scheduler/every.ts';
import type { TestClock } from '../scheduler/test-clock.ts';

const BATCH_LENGTH = 64 * 1024;
/** As often as k6 flushes. */
const FLUSH_INTERVAL_MS = 200;

/** Gathers lines into chunks of about 64 KB; what there is goes out every 200 ms. */
export class LineBatch {
  readonly #write: (chunk: Buffer) => void;
  readonly #stop: () => void;
  #lines = '';

  constructor(write: (chunk: Buffer) => void, clock: TestClock) {
    this.#write = write;
    this.#stop = every(clock, FLUSH_INTERVAL_MS, () => this.#flush());
  }

  add(line: string): void {
    this.#lines += line;
    if (this.#lines.length >= BATCH_LENGTH) this.#flush();
  }

  /** Writes the rest. */
  end(): void {
    this.#stop();
    this.#flush();
  }

  #flush(): void {
    if (this.#lines === '') return;
    const chunk = Buffer.from(this.#lines);
    this.#lines = '';
    this.#write(chunk);
  }
}
