/** Bytes on their way from a writer that cannot wait to a reader that may be slow. */
export class ByteQueue implements AsyncIterable<Uint8Array> {
  readonly #limit: number;
  readonly #onOverflow: () => void;
  #chunks: Uint8Array[] = [];
  #length = 0;
  #isEnded = false;
  #wake: () => void = () => undefined;

  /** `onOverflow` is called once, when more than `limit` bytes wait for the reader; what is written after that is lost. */
  constructor(limit: number, onOverflow: () => void) {
    this.#limit = limit;
    this.#onOverflow = onOverflow;
  }

  push(chunk: Uint8Array): void {
    if (this.#isEnded) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    this.#wake();
    if (this.#length <= this.#limit) return;
    this.#isEnded = true;
    this.#onOverflow();
  }

  end(): void {
    this.#isEnded = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const chunks = this.#chunks;
        this.#chunks = [];
        this.#length = 0;
        yield* chunks;
        if (this.#chunks.length > 0) continue;
        if (this.#isEnded) return;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      // A reader that went away must not make the writer keep everything.
      this.#isEnded = true;
      this.#chunks = [];
    }
  }
}
