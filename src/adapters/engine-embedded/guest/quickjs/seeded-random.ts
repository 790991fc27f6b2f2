/**
 * Random numbers from 0 to 1 (sfc32). Instances are copies of one another, the state of QuickJS's own generator
 * included: each needs a seed of its own.
 */
export function seededRandom(seed: Uint32Array): () => number {
  let [a = 0, b = 0, c = 0, counter = 1] = seed;
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
}
