/**
 * Lets so many pieces of work run at once; others wait in order. `run` answers `false` when the queue is full.
 * @param {number} maxConcurrency
 * @param {number} maxQueue
 */
export function makeWorkQueue(maxConcurrency, maxQueue) {
  let running = 0;
  /** @type {(() => void)[]} */
  const waiting = [];
  // A place that is given up goes straight to the next in line, so that no newcomer slips in between.
  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  };
  return {
    /** Pieces of work that wait. */
    waiting: () => waiting.length,
    /** @param {() => Promise<void>} work @returns {Promise<boolean>} */
    async run(work) {
      if (running >= maxConcurrency) {
        if (waiting.length >= maxQueue) return false;
        await new Promise((resolve) => waiting.push(() => resolve(undefined)));
      } else running++;
      try {
        await work();
      } finally {
        leave();
      }
      return true;
    },
  };
}
