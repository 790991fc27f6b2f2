import { defineConfig } from 'vitest/config';

/** Suites that hold the product against other programs. They need more than Node, so `npm test` leaves them out. */
export default defineConfig({
  test: {
    include: ['test/oracles/**/*.oracle.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
