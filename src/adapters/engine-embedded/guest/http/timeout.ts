import { match, matches, trim } from '../own-methods.ts';

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** `params.timeout` in milliseconds: a number of them, or a duration as in `1m30s`. 60 s when absent. */
export function parseTimeout(timeout: unknown): number {
  if (timeout === undefined || timeout === null) return 60_000;
  const text = trim(String(timeout));
  if (text !== '' && Number.isFinite(Number(text))) return Number(text);
  if (!matches(/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/, text)) {
    throw new Error(`params.timeout: "${text}" is no duration; want milliseconds or e.g. "10s"`);
  }
  const part = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g;
  let total = 0;
  for (let found = match(part, text); found !== null; found = match(part, text)) {
    total += Number(found[1]) * (UNITS[found[2] ?? ''] ?? 0);
  }
  return total;
}
