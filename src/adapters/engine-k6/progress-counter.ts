/** What can be told of a load from the NDJSON so far. */
export interface ProgressCounts {
  readonly requests: number;
  readonly failedRequests: number;
  readonly activeVus: number;
}

/** k6 v1 and v2 write a point's metric and type first; the definition line of a metric does not match. */
const REQUEST = Buffer.from('"metric":"http_reqs","type":"Point"');
const FAILED = Buffer.from('"metric":"http_req_failed","type":"Point"');
const VUS = Buffer.from('"metric":"vus","type":"Point"');
/** The value comes right after the time, well within this many bytes. */
const VALUE_REACH = 120;
const MAX_CARRY = 64 * 1024;

/** Counts requests in NDJSON that comes in chunks, by looking for byte patterns: for the eye, not for the verdict. */
export class ProgressCounter {
  #carry: Uint8Array = new Uint8Array(0);
  #requests = 0;
  #failed = 0;
  #vus = 0;

  push(chunk: Uint8Array): void {
    const bytes =
      this.#carry.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.concat([this.#carry, chunk]);
    const end = bytes.lastIndexOf(10) + 1;
    const lines = bytes.subarray(0, end);
    this.#carry = bytes.length - end > MAX_CARRY ? new Uint8Array(0) : Uint8Array.from(bytes.subarray(end));
    this.#requests += positionsOf(lines, REQUEST).length;
    this.#failed += positionsOf(lines, FAILED).filter((at) => valueAfter(lines, at) === 1).length;
    const lastVus = positionsOf(lines, VUS).at(-1);
    if (lastVus !== undefined) this.#vus = valueAfter(lines, lastVus) ?? this.#vus;
  }

  counts(): ProgressCounts {
    return { requests: this.#requests, failedRequests: this.#failed, activeVus: this.#vus };
  }
}

function positionsOf(bytes: Buffer, needle: Buffer): readonly number[] {
  const positions: number[] = [];
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + needle.length))
    positions.push(at);
  return positions;
}

function valueAfter(bytes: Buffer, at: number): number | null {
  const text = bytes.toString('latin1', at, at + needleReach());
  const value = /"value":([-\d.e+]+)/.exec(text)?.[1];
  return value === undefined ? null : Number(value);
}

function needleReach(): number {
  return FAILED.length + VALUE_REACH;
}
