import { byteSource } from '../support/byte-source.ts';
import { DEFAULT_START_MS, runLines } from '../support/ndjson-writer.ts';

const MINUTE_MS = 60_000;
const MARK = '"time":"';
/** `2026-01-05T12:00`: what differs from minute to minute. */
const STAMP_CHARS = 16;

/** Everything that k6 writes of an open load, minute after minute. */
export interface SoakFeed {
  readonly minuteBytes: number;
  /** The same minute again and again with its own times: nothing is made but these, so that reading is what takes time. */
  minutes(count: number): AsyncGenerator<Uint8Array>;
}

export function makeSoakFeed(ratePerSecond: number): SoakFeed {
  const requests = 60 * ratePerSecond;
  const lines = runLines({ requests, ratePerSecond, seed: 1, failureRate: 0.001 });
  const block = Buffer.from([...lines].join(''));
  const stamps = stampsIn(block);
  return {
    minuteBytes: block.length,
    async *minutes(count) {
      for (let minute = 0; minute < count; minute++) {
        for (const [later, places] of stamps.entries()) {
          const stamp = Buffer.from(stampOf(minute + later));
          for (const place of places) stamp.copy(block, place);
        }
        yield* byteSource(block);
      }
    },
  };
}

/** Places of the times, by how many minutes after the first they are: late answers come in the next. */
function stampsIn(block: Buffer): number[][] {
  const stamps: number[][] = [];
  for (let at = block.indexOf(MARK); at >= 0; at = block.indexOf(MARK, at + 1)) {
    const place = at + MARK.length;
    const text = block.toString('latin1', place, place + STAMP_CHARS);
    const later = (Date.parse(`${text}:00Z`) - DEFAULT_START_MS) / MINUTE_MS;
    stamps[later] ??= [];
    stamps[later].push(place);
  }
  return stamps;
}

function stampOf(minute: number): string {
  return new Date(DEFAULT_START_MS + minute * MINUTE_MS).toISOString().slice(0, STAMP_CHARS);
}
