import { inflateSync } from 'node:zlib';

const WOFF = 0x774f4646;
const HEADER_BYTES = 44;
const ENTRY_BYTES = { woff: 20, sfnt: 16 };
const SFNT_HEADER_BYTES = 12;

/**
 * The TrueType or OpenType font inside a WOFF file (https://www.w3.org/TR/WOFF/, section 4 and 5): its tables, inflated.
 * Skia reads WOFF 2 itself, but unpacks it in WebAssembly ten times slower than Node unpacks this.
 * @throws Error when it is no WOFF file, or is cut short
 */
export function fontOfWoff(woff: Buffer): Uint8Array<ArrayBuffer> {
  if (woff.length < HEADER_BYTES || woff.readUInt32BE(0) !== WOFF) throw new Error('expected a WOFF font');
  const count = woff.readUInt16BE(12);
  const font = Buffer.alloc(woff.readUInt32BE(16));
  woff.copy(font, 0, 4, 8);
  writeSearchHints(font, count);
  let end = SFNT_HEADER_BYTES + count * ENTRY_BYTES.sfnt;
  for (let index = 0; index < count; index++) {
    const entry = HEADER_BYTES + index * ENTRY_BYTES.woff;
    const table = inflatedTable(woff, entry);
    const target = SFNT_HEADER_BYTES + index * ENTRY_BYTES.sfnt;
    woff.copy(font, target, entry, entry + 4);
    font.writeUInt32BE(woff.readUInt32BE(entry + 16), target + 4);
    font.writeUInt32BE(end, target + 8);
    font.writeUInt32BE(table.length, target + 12);
    font.set(table, end);
    end += Math.ceil(table.length / 4) * 4;
  }
  return new Uint8Array(font);
}

/** A table that did not get smaller is kept as it is. */
function inflatedTable(woff: Buffer, entry: number): Uint8Array {
  const offset = woff.readUInt32BE(entry + 4);
  const packed = woff.subarray(offset, offset + woff.readUInt32BE(entry + 8));
  const length = woff.readUInt32BE(entry + 12);
  return packed.length < length ? inflateSync(packed, { chunkSize: Math.max(length, 64) }) : packed;
}

/** What readers of the font's directory halve their way through it with. */
function writeSearchHints(font: Buffer, count: number): void {
  const power = Math.floor(Math.log2(count));
  const range = 2 ** power * ENTRY_BYTES.sfnt;
  font.writeUInt16BE(count, 4);
  font.writeUInt16BE(range, 6);
  font.writeUInt16BE(power, 8);
  font.writeUInt16BE(count * ENTRY_BYTES.sfnt - range, 10);
}
