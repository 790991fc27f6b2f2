import type { TestClock } from './test-clock.ts';

export type Bounded<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'aborted' };

/**
 * Waits for work, but not longer than `limitMs`, and not after one of the signals aborts. What the work does later is
 * ignored, its rejection included.
 */
export function bounded<T>(
  work: Promise<T>,
  limitMs: number,
  clock: TestClock,
  ...signals: readonly AbortSignal[]
): Promise<Bounded<T>> {
  return new Promise((resolve) => {
    const onAbort = () => end({ kind: 'aborted' });
    const end = (result: Bounded<T>) => {
      cancel();
      for (const signal of signals) signal.removeEventListener('abort', onAbort);
      resolve(result);
    };
    const cancel = clock.at(clock.monotonic() + limitMs, () => end({ kind: 'timed-out' }));
    for (const signal of signals) signal.addEventListener('abort', onAbort);
    work.then(
      (value) => end({ kind: 'done', value }),
      (error: unknown) => end({ kind: 'failed', error }),
    );
    if (signals.some((signal) => signal.aborted)) onAbort();
  });
}
