import { bytesMatch, type DecimalAt, readDecimal } from './ascii-bytes.ts';
import { asObject, parsedObject } from './ndjson-line.ts';
import { rfc3339Parser, type TimeParser } from './rfc3339-time.ts';
import type { SampleTags } from './sample-tags.ts';

/** Where the scanner's findings go. */
export interface PointSink {
  /** A number for the samples of a metric with these tags. */
  slotOf(metric: string, tags: SampleTags): number;
  add(slot: number, timeMs: number, value: number): void;
}

/** A metric that is wanted, and the slots of the line endings seen so far. */
interface WantedMetric {
  readonly name: string;
  readonly bytes: Buffer;
  readonly firstByte: number;
  readonly length: number;
  readonly slots: Map<string, number>;
}

// The two layouts that k6 writes (from v0.38, and before). The points of anything else go to JSON.parse.
const NEW_START = Buffer.from('{"metric":"');
const NEW_DATA = Buffer.from('","type":"Point","data":{"time":"');
const OLD_START = Buffer.from('{"type":"Point","data":{"time":"');
const OLD_METRIC = Buffer.from(',"metric":"');
const OLD_END = Buffer.from('"}');
const VALUE = Buffer.from('","value":');

const QUOTE = 0x22;
const COMMA = 0x2c;
const MAX_TIME_BYTES = 36;
const MAX_NAME_BYTES = 130;
/** Distinct line endings remembered for each metric; a script with more has no use of remembering. */
const MAX_REMEMBERED = 2_000;

/**
 * Reads points from bytes without parsing JSON. Metric, time and value are at known places; the rest of the line (the
 * tags) is the same text for thousands of lines, so each distinct text is given to `JSON.parse` once and then
 * looked up whole. What tags contain can therefore never confuse the scanner.
 */
export class NdjsonScanner {
  readonly #sink: PointSink;
  readonly #wanted: readonly WantedMetric[];
  readonly #parseTime: TimeParser = rfc3339Parser();
  readonly #number: DecimalAt = { value: 0, end: 0 };

  constructor(metrics: Iterable<string>, sink: PointSink) {
    this.#sink = sink;
    this.#wanted = [...metrics].map(wantedMetric);
  }

  /** Whether the line is done with: read, or of a metric that nobody wants. `false`: parse it in full. */
  scan(bytes: Buffer, start: number, end: number): boolean {
    if (looksNew(bytes, start)) return this.#scanNew(bytes, start, end);
    if (bytesMatch(bytes, start, OLD_START)) return this.#scanOld(bytes, start, end);
    return false;
  }

  /** `{"metric":"M","type":"Point","data":{"time":"T","value":V` and the rest. */
  #scanNew(bytes: Buffer, start: number, end: number): boolean {
    const nameStart = start + NEW_START.length;
    const metric = this.#wantedAt(bytes, nameStart);
    if (metric === null) return true;
    const dataStart = nameStart + metric.length;
    return (
      bytesMatch(bytes, start, NEW_START) &&
      bytesMatch(bytes, dataStart, NEW_DATA) &&
      this.#readPoint(metric, bytes, dataStart + NEW_DATA.length, end, NEW_HEAD, '')
    );
  }

  /** The wanted metric whose name, with its closing quote, is at `at`. */
  #wantedAt(bytes: Buffer, at: number): WantedMetric | null {
    for (const metric of this.#wanted) {
      // Most lines are told apart by these two bytes.
      if (bytes[at] !== metric.firstByte || bytes[at + metric.length] !== QUOTE) continue;
      if (bytesMatch(bytes, at, metric.bytes)) return metric;
    }
    return null;
  }

  /** `{"type":"Point","data":{"time":"T","value":V`, tags, and at the very end `,"metric":"M"}`. */
  #scanOld(bytes: Buffer, start: number, end: number): boolean {
    const nameEnd = end - OLD_END.length;
    if (!bytesMatch(bytes, nameEnd, OLD_END)) return false;
    let nameStart = nameEnd;
    const limit = Math.max(start, nameEnd - MAX_NAME_BYTES);
    while (nameStart > limit && isNameByte(bytes[nameStart - 1] ?? 0)) nameStart--;
    // In valid JSON these bytes can only be a key: inside a text the quotes would be escaped.
    if (!bytesMatch(bytes, nameStart - OLD_METRIC.length, OLD_METRIC)) return false;
    const metric = this.#wantedAt(bytes, nameStart);
    if (metric === null) return true;
    return this.#readPoint(metric, bytes, start + OLD_START.length, end, OLD_HEAD, metric.name);
  }

  #readPoint(
    metric: WantedMetric,
    bytes: Buffer,
    timeStart: number,
    end: number,
    head: string,
    named: string,
  ): boolean {
    const timeEnd = quoteAfter(bytes, timeStart, Math.min(end, timeStart + MAX_TIME_BYTES));
    if (timeEnd < 0 || !bytesMatch(bytes, timeEnd, VALUE)) return false;
    const number = this.#number;
    if (!readDecimal(bytes, timeEnd + VALUE.length, end, number) || bytes[number.end] !== COMMA) return false;
    const timeMs = this.#parseTime(bytes, timeStart, timeEnd);
    if (Number.isNaN(timeMs)) return false;
    const rest = bytes.toString('latin1', number.end, end);
    const slot = metric.slots.get(rest) ?? this.#learn(metric, rest, head, named);
    if (slot === null) return false;
    this.#sink.add(slot, timeMs, number.value);
    return true;
  }

  #learn(metric: WantedMetric, rest: string, head: string, named: string): number | null {
    const tags = tagsOf(head + Buffer.from(rest, 'latin1').toString('utf8'), named);
    if (tags === null) return null;
    const slot = this.#sink.slotOf(metric.name, tags);
    if (metric.slots.size >= MAX_REMEMBERED) metric.slots.clear();
    metric.slots.set(rest, slot);
    return slot;
  }
}

// Stand-ins for what was read already. If the rest changes one of them (a key twice), the line is not ordinary.
const NEW_HEAD = '{"metric":"","type":"Point","data":{"time":"","value":0';
const OLD_HEAD = '{"type":"Point","data":{"time":"","value":0';

function tagsOf(text: string, named: string): SampleTags | null {
  const line = parsedObject(text);
  const data = asObject(line?.data);
  const ordinary = line?.metric === named && line.type === 'Point' && data?.time === '' && data.value === 0;
  return ordinary ? (asObject(data?.tags) ?? {}) : null;
}

function quoteAfter(bytes: Uint8Array, start: number, limit: number): number {
  for (let at = start; at < limit; at++) if (bytes[at] === QUOTE) return at;
  return -1;
}

function wantedMetric(name: string): WantedMetric {
  const bytes = Buffer.from(name);
  return { name, bytes, firstByte: bytes[0] ?? 0, length: bytes.length, slots: new Map() };
}

/** `{"metric":"` by its telling bytes; the whole is compared when the metric is wanted. */
function looksNew(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at + 2] === 0x6d && bytes[at + 7] === 0x63 && bytes[at + 9] === 0x3a && bytes[at + 10] === QUOTE
  );
}

/** Letters, digits and underscore: all that k6 allows in a metric's name. */
function isNameByte(byte: number): boolean {
  return (
    (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || byte === 0x5f
  );
}
