/**
 * Lets so many pieces of work run at once; others wait in order. `run` answers `false` when the queue is full.
 * @param {number} maxConcurrency
 * @param {number} maxQueue
 */
export function makeWorkQueue(maxConcurrency, maxQueue) {
  let running = 0;
  /** @type {(() => void)[]} */
  const waiting = [];
  const next = () => {
    running--;
    waiting.shift()?.();
  };
  return {
    /** @param {() => Promise<void>} work @returns {Promise<boolean>} */
    async run(work) {
      if (running >= maxConcurrency) {
        if (waiting.length >= maxQueue) return false;
        await new Promise((resolve) => waiting.push(() => resolve(undefined)));
      }
      running++;
      try {
        await work();
      } finally {
        next();
      }
      return true;
    },
  };
}
