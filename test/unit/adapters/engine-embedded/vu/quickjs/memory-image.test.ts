import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageOf } from '../../../../../../src/adapters/engine-embedded/vu/quickjs/memory-image.ts';

const PAGE = 4_096;

describe('imageOf', () => {
  it('laid over a fresh memory gives the memory back, whatever was written', () => {
    const write = fc.record({ at: fc.integer({ min: 0, max: 4 * PAGE - 1 }), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(write, { maxLength: 30 }), fc.array(write, { maxLength: 30 }), (before, after) => {
        const fresh = new Uint8Array(2 * PAGE);
        for (const { at, byte } of before) if (at < fresh.length) fresh[at] = byte;
        const memory = new Uint8Array(4 * PAGE);
        memory.set(fresh);
        for (const { at, byte } of after) memory[at] = byte;
        const image = imageOf(memory, fresh);
        const copy = new Uint8Array(image.size);
        copy.set(fresh);
        for (const { at, bytes } of image.parts) copy.set(bytes, at);
        expect(Buffer.from(copy).equals(memory)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves out pages that are as they were', () => {
    const memory = new Uint8Array(4 * PAGE);
    memory[PAGE + 5] = 1;
    expect(imageOf(memory, new Uint8Array(PAGE)).parts.map(({ at }) => at)).toEqual([PAGE]);
  });
});
