import type { LoadTrace } from './load-trace.ts';

/** A load by its requests in each second; `null` when there is none. */
export function traceOfSeconds(requests: readonly number[]): LoadTrace | null {
  const [first, ...rest] = requests.map((rate, second) => ({ second, rate }));
  if (first === undefined || requests.every((count) => count === 0)) return null;
  return { points: [first, ...rest], endSecond: requests.length };
}
