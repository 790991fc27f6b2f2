import { performance } from 'node:perf_hooks';
import type { TestClock } from './test-clock.ts';

/** setTimeout counts whole milliseconds and takes no more than 31 bits of them. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * The machine's time. The wall clock is read off the monotonic one, so it has fractions of a millisecond and a clock that
 * is set while load runs does not tear the samples apart.
 */
export const systemTestClock: TestClock = {
  now: () => performance.timeOrigin + performance.now(),
  monotonic: () => performance.now(),
  at(dueMs, callback) {
    let timer: NodeJS.Timeout;
    // Timers may fire up to a millisecond early, and late ones must not add up: always look at the due time itself.
    const arm = () => {
      const rest = dueMs - performance.now();
      timer = setTimeout(fire, Math.min(LONGEST_TIMEOUT_MS, Math.max(1, Math.floor(rest))));
    };
    const fire = () => (performance.now() >= dueMs ? callback() : arm());
    arm();
    return () => clearTimeout(timer);
  },
};
