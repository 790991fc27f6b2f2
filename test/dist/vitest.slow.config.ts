import { defineConfig } from 'vitest/config';

/** The built Action in every situation: each step takes seconds, so `npm test` has only its story. */
export default defineConfig({
  test: {
    include: ['test/dist/**/*.slow.ts'],
    globalSetup: ['test/support/build-workers.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
});
