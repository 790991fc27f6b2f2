import { readFile } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';

const PARSER = '/@actions/workflow-parser/';

/** Its source maps name files that are not in the package, and each would be warned of. */
const parserWithoutSourceMaps = {
  name: 'parser-without-source-maps',
  load: (id: string) => (id.includes(PARSER) && id.endsWith('.js') ? readFile(id, 'utf8') : null),
};

/** Suites that touch the system: processes, signals, folders, and a processor time that must be their own. */
const SYSTEM = ['test/{integration,contract,conformance,dist}/**/*.test.ts'];

export default defineConfig({
  plugins: [parserWithoutSourceMaps],
  test: {
    globalSetup: ['test/support/build-workers.ts'],
    // Generous: a test that hangs still fails, and a busy machine is no failure.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    // It imports JSON the way bundlers do, which Node refuses.
    server: { deps: { inline: [PARSER.slice(1, -1)] } },
    projects: [
      {
        extends: true,
        test: { name: 'system', include: SYSTEM, pool: 'forks' },
      },
      {
        // Nothing below keeps state between tests, so the files share what they import: half the processor time.
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: SYSTEM,
          pool: 'threads',
          isolate: false,
        },
      },
    ],
  },
});
