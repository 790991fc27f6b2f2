import { crc32, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePng } from '../../../../src/adapters/chart-canvas/png.ts';

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  readonly isSound: boolean;
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const named = png.subarray(at + 4, at + 8 + length);
    const isSound = crc32(named) === png.readUInt32BE(at + 8 + length);
    chunks.push({ type: named.toString('latin1', 0, 4), data: named.subarray(4), isSound });
    at += length + 12;
  }
  return chunks;
}

const pictures = fc
  .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
      .map((rgba) => ({ width, height, rgba })),
  );

describe('encodePng', () => {
  it('writes a signature and three chunks with the checksums that zlib reckons', async () => {
    await fc.assert(
      fc.asyncProperty(pictures, async (pixels) => {
        const png = Buffer.from(await encodePng(pixels));
        expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
        const chunks = chunksOf(png);
        expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND']);
        expect(chunks.every(({ isSound }) => isSound)).toBe(true);
      }),
    );
  });

  it('keeps every pixel, row by row behind a zero for "no filter"', async () => {
    await fc.assert(
      fc.asyncProperty(pictures, async ({ width, height, rgba }) => {
        const [header, data] = chunksOf(Buffer.from(await encodePng({ width, height, rgba })));
        expect(header?.data).toEqual(Buffer.from([0, 0, 0, width, 0, 0, 0, height, 8, 6, 0, 0, 0]));
        const rows = inflateSync(data?.data ?? Buffer.alloc(0));
        for (let row = 0; row < height; row++) {
          const at = row * (width * 4 + 1);
          expect(rows[at]).toBe(0);
          const pixels = rgba.subarray(row * width * 4, (row + 1) * width * 4);
          expect(new Uint8Array(rows.subarray(at + 1, at + 1 + width * 4))).toEqual(pixels);
        }
      }),
    );
  });
});
