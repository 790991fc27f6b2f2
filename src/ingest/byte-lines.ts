const NEWLINE = 0x0a;
/** No line that k6 writes comes near this; a longer one is damage and must not fill the memory. */
export const MAX_LINE_BYTES = 1024 * 1024;

/** Takes one line, without its line feed, as `bytes[start, end)`; valid only during the call. */
export type LineSink = (bytes: Buffer, start: number, end: number) => void;

/** What can be told of the lines when all are read. */
export interface LineEnd {
  /** The text after the last line feed; empty when the file ends as it should. */
  readonly unfinished: Buffer;
  readonly tooLong: number;
}

/** Cuts a stream of chunks into lines; holds at most one line, and never more than `MAX_LINE_BYTES`. */
export class LineCutter {
  readonly #sink: LineSink;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #skipping = false;
  #tooLong = 0;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  push(chunk: Buffer): void {
    const first = chunk.indexOf(NEWLINE);
    if (first < 0) {
      this.#hold(chunk);
      return;
    }
    this.#finishHeld(chunk, first);
    let start = first + 1;
    for (let end = chunk.indexOf(NEWLINE, start); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      if (end - start > MAX_LINE_BYTES) this.#tooLong++;
      else this.#sink(chunk, start, end);
      start = end + 1;
    }
    if (start < chunk.length) this.#hold(chunk.subarray(start));
  }

  end(): LineEnd {
    return { unfinished: Buffer.concat(this.#held), tooLong: this.#tooLong };
  }

  #finishHeld(chunk: Buffer, end: number): void {
    if (this.#skipping || this.#heldBytes + end > MAX_LINE_BYTES) {
      if (!this.#skipping) this.#tooLong++;
    } else if (this.#heldBytes === 0) {
      this.#sink(chunk, 0, end);
    } else {
      const line = Buffer.concat([...this.#held, chunk.subarray(0, end)]);
      this.#sink(line, 0, line.length);
    }
    this.#release();
    this.#skipping = false;
  }

  #hold(piece: Buffer): void {
    if (this.#skipping) return;
    if (this.#heldBytes + piece.length > MAX_LINE_BYTES) {
      this.#tooLong++;
      this.#skipping = true;
      this.#release();
      return;
    }
    // A copy: a small rest must not keep its whole chunk alive.
    this.#held.push(Buffer.from(piece));
    this.#heldBytes += piece.length;
  }

  #release(): void {
    this.#held = [];
    this.#heldBytes = 0;
  }
}
