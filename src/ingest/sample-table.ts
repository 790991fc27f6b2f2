const BLOCK_ROWS = 65_536;

interface Block {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly slots: Uint16Array;
  used: number;
}

/** Samples as columns: 18 bytes each, no objects, grows by blocks without copying. */
export class SampleTable {
  readonly #blocks: Block[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(slot: number, timeMs: number, value: number): void {
    const block = this.#room();
    block.times[block.used] = timeMs;
    block.values[block.used] = value;
    block.slots[block.used] = slot;
    block.used++;
    this.#size++;
  }

  forEach(visit: (slot: number, timeMs: number, value: number) => void): void {
    for (const { times, values, slots, used } of this.#blocks)
      for (let row = 0; row < used; row++) visit(slots[row] ?? 0, times[row] ?? 0, values[row] ?? 0);
  }

  #room(): Block {
    const last = this.#blocks.at(-1);
    if (last !== undefined && last.used < BLOCK_ROWS) return last;
    const block = {
      times: new Float64Array(BLOCK_ROWS),
      values: new Float64Array(BLOCK_ROWS),
      slots: new Uint16Array(BLOCK_ROWS),
      used: 0,
    };
    this.#blocks.push(block);
    return block;
  }
}
