import type { TestClock } from './test-clock.ts';

/** Calls back at whole multiples of `intervalMs` from now on, without drift; returns a function that ends it. */
export function every(clock: TestClock, intervalMs: number, callback: () => void): () => void {
  const start = clock.monotonic();
  let cancel: () => void = () => undefined;
  const arm = () => {
    const ticks = Math.floor((clock.monotonic() - start) / intervalMs) + 1;
    cancel = clock.at(start + ticks * intervalMs, () => {
      arm();
      callback();
    });
  };
  arm();
  return () => cancel();
}
