import { parseRfc3339 } from './rfc3339-time.ts';

/** Milliseconds since the epoch of a CSV timestamp, and how fine it is. `timeMs` is `NaN` for anything else. */
export interface CsvTime {
  readonly timeMs: number;
  readonly wholeSeconds: boolean;
}

// Upper bounds of a number in each of k6's units that is a time before the year 5138.
const UNITS: readonly { readonly below: number; readonly perMs: number }[] = [
  { below: 1e11, perMs: 0.001 },
  { below: 1e14, perMs: 1 },
  { below: 1e17, perMs: 1_000 },
  { below: 1e20, perMs: 1_000_000 },
];

/** Any of k6's `timeFormat`s, told apart by their size: unix, unix_milli, unix_micro, unix_nano, rfc3339(_nano). */
export function parseCsvTime(text: string): CsvTime {
  if (!/^\d{1,20}$/.test(text)) return { timeMs: parseRfc3339(text), wholeSeconds: !text.includes('.') };
  const number = Number(text);
  const unit = UNITS.find(({ below }) => number < below);
  const perMs = unit?.perMs ?? Number.NaN;
  return { timeMs: number / perMs, wholeSeconds: perMs < 1 };
}
