import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { fontOfWoff } from '../../../../src/adapters/chart-canvas/woff-font.ts';

const { resolve } = createRequire(import.meta.url);
const WOFF = readFileSync(resolve('@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff'));

interface Table {
  readonly tag: string;
  readonly checksum: number;
  readonly data: Buffer;
}

function tablesOf(font: Buffer): Table[] {
  return Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const entry = 12 + index * 16;
    const offset = font.readUInt32BE(entry + 8);
    return {
      tag: font.toString('latin1', entry, entry + 4),
      checksum: font.readUInt32BE(entry + 4),
      data: font.subarray(offset, offset + font.readUInt32BE(entry + 12)),
    };
  });
}

/** OpenType specification, "Calculating checksums": the sum of its 32-bit words. */
function checksumOf({ tag, data }: Table): number {
  const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
  // The whole file's own checksum lies in `head` and does not count.
  if (tag === 'head') padded.writeUInt32BE(0, 8);
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}

describe('fontOfWoff', () => {
  const font = Buffer.from(fontOfWoff(WOFF));

  it('is a TrueType font of the size that the file states', () => {
    expect(font.readUInt32BE(0)).toBe(0x00010000);
    expect(font.length).toBe(WOFF.readUInt32BE(16));
  });

  it('has every table whole: each has the checksum that the directory gives', () => {
    const tables = tablesOf(font);
    expect(tables.map(({ tag }) => tag)).toEqual(
      expect.arrayContaining(['cmap', 'glyf', 'head', 'hmtx', 'loca']),
    );
    expect(tables.map(checksumOf)).toEqual(tables.map(({ checksum }) => checksum));
  });

  it('states how to search the directory: OpenType, "Table directory"', () => {
    const count = font.readUInt16BE(4);
    const power = [1, 2, 4, 8, 16].findLast((each) => each <= count) ?? 0;
    const hints = [font.readUInt16BE(6), font.readUInt16BE(8), font.readUInt16BE(10)];
    expect(hints).toEqual([power * 16, Math.log2(power), (count - power) * 16]);
  });

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['another file', Buffer.alloc(100, 'a')],
    ['the first half', WOFF.subarray(0, WOFF.length / 2)],
  ])('refuses %s', (_, data) => {
    expect(() => fontOfWoff(data)).toThrow();
  });
});
