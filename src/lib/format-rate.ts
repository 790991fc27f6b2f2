import { formatCount } from './format-number.ts';

/** Something per second as it is spoken: `0.85`, `9.5`, `42.7`, `142`, `1 240`; the noun is the caller's. */
export function formatRate(rate: number): string {
  if (rate >= 99.5) return formatCount(rate);
  return String(Number(rate.toPrecision(rate < 10 ? 2 : 3)));
}
