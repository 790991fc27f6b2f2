/** A series of a remote-write request. */
export interface WrittenSeries {
  readonly labels: readonly (readonly [string, string])[];
  /** Time in milliseconds, value. */
  readonly samples: readonly (readonly [number, number])[];
}

/** Reads what a sender of remote write 1.0 sent: written from the specifications, apart from the writer. */
export function readRemoteWrite(body: Uint8Array): readonly WrittenSeries[] {
  return fields(unsnapped(Buffer.from(body))).map(({ bytes }) => seriesOf(bytes));
}

function seriesOf(bytes: Buffer): WrittenSeries {
  const parts = fields(bytes);
  return {
    labels: parts.filter(({ number }) => number === 1).map((part) => labelOf(part.bytes)),
    samples: parts.filter(({ number }) => number === 2).map((part) => sampleOf(part.bytes)),
  };
}

function labelOf(bytes: Buffer): readonly [string, string] {
  const [name, value] = fields(bytes);
  return [name?.bytes.toString('utf8') ?? '', value?.bytes.toString('utf8') ?? ''];
}

function sampleOf(bytes: Buffer): readonly [number, number] {
  const [value, time] = fields(bytes);
  return [time?.whole ?? Number.NaN, value?.bytes.readDoubleLE(0) ?? Number.NaN];
}

interface Field {
  readonly number: number;
  readonly bytes: Buffer;
  readonly whole: number;
}

function fields(bytes: Buffer): readonly Field[] {
  const found: Field[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at++] ?? 0;
    const [number, type] = [tag >> 3, tag & 7];
    let [length, whole] = [8, 0];
    if (type !== 1) {
      const [value, next] = varint(bytes, at);
      at = next;
      [length, whole] = type === 0 ? [0, value] : [value, 0];
    }
    found.push({ number, bytes: bytes.subarray(at, at + length), whole });
    at += length;
  }
  return found;
}

function varint(bytes: Buffer, start: number): readonly [number, number] {
  let [value, factor, at] = [0, 1, start];
  for (;;) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 127) * factor;
    if (byte < 128) return [value, at];
    factor *= 128;
  }
}

/** Snappy's block format; copies are not read, since the writer makes none. */
function unsnapped(bytes: Buffer): Buffer {
  const [length, start] = varint(bytes, 0);
  const parts: Buffer[] = [];
  let at = start;
  while (at < bytes.length) {
    const tag = bytes[at++] ?? 0;
    if ((tag & 3) !== 0) throw new Error('a snappy copy, expected literals only');
    const extra = Math.max(0, (tag >> 2) - 59);
    const size = extra === 0 ? (tag >> 2) + 1 : bytes.readUIntLE(at, extra) + 1;
    parts.push(bytes.subarray(at + extra, at + extra + size));
    at += extra + size;
  }
  const whole = Buffer.concat(parts);
  if (whole.length !== length) throw new Error(`${whole.length} bytes, the header says ${length}`);
  return whole;
}
