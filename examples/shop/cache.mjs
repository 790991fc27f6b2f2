/** Requests that fill a cold cache again. */
const FILLS_AFTER = 3_000;

/**
 * How many times the work a request takes: 2 right after the cache was lost, 1 when it is full again. It is lost when
 * more than `coldAfter` requests wait at once, as where memory runs short under a spike; 0 is never.
 * @param {number} coldAfter
 */
export function makeCache(coldAfter) {
  let missing = 0;
  return {
    /** Times the work of a full cache, now. */
    work: () => 1 + missing,
    /** @param {number} waiting */
    factor(waiting) {
      if (coldAfter > 0 && waiting > coldAfter) missing = 1;
      const factor = 1 + missing;
      missing = Math.max(0, missing - 1 / FILLS_AFTER);
      return factor;
    },
  };
}
