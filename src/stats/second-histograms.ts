import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { LogHistogram } from './log-histogram.ts';

/** One histogram for each second of the measured window, in order; empty where a second had no values. */
export type SecondHistograms = readonly LogHistogram[];

/** No run that is worth keeping is longer than a week; a longer one is damage. */
const MAX_SECONDS = 7 * 24 * 3600;
const MAX_INFLATED_BYTES = 256 * 1024 * 1024;

/** Delta + zigzag varint + raw deflate + base64: 0.8 KB for 600 values in 60 s, 6 KB for 20 000. */
export function encodeSeconds(seconds: SecondHistograms): string {
  const bytes: number[] = [];
  pushVarint(bytes, seconds.length);
  for (const histogram of seconds) {
    const keys = [...histogram.keys()].sort((a, b) => a - b);
    pushVarint(bytes, keys.length);
    let previous = 0;
    for (const key of keys) {
      pushVarint(bytes, zigzag(key - previous));
      pushVarint(bytes, histogram.get(key) ?? 0);
      previous = key;
    }
  }
  return deflateRawSync(Uint8Array.from(bytes), { level: 9 }).toString('base64');
}

/** @throws RangeError when the text is not what `encodeSeconds` writes. */
export function decodeSeconds(text: string): SecondHistograms {
  const bytes = inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: MAX_INFLATED_BYTES });
  const read = varintReader(bytes);
  const length = read();
  if (length > MAX_SECONDS) throw new RangeError(`histograms of ${length} seconds: more than ${MAX_SECONDS}`);
  const seconds: LogHistogram[] = [];
  for (let second = 0; second < length; second++) {
    const histogram: LogHistogram = new Map();
    let key = 0;
    for (let left = read(); left > 0; left--) {
      key += unzigzag(read());
      histogram.set(key, read());
    }
    seconds.push(histogram);
  }
  return seconds;
}

function zigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

function varintReader(bytes: Uint8Array): () => number {
  let at = 0;
  return () => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('histograms end in the middle of a number');
      value += (byte % 128) * scale;
      if (byte < 128) return value;
      scale *= 128;
      if (scale > 2 ** 49) throw new RangeError('a number in the histograms is too large');
    }
  };
}
