import { readFile } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';

const PARSER = '/@actions/workflow-parser/';

/** Its source maps name files that are not in the package, and each would be warned of. */
const parserWithoutSourceMaps = {
  name: 'parser-without-source-maps',
  load: (id: string) => (id.includes(PARSER) && id.endsWith('.js') ? readFile(id, 'utf8') : null),
};

export default defineConfig({
  plugins: [parserWithoutSourceMaps],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build-workers.ts'],
    // Generous: a test that hangs still fails, and a busy machine is no failure.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // It imports JSON the way bundlers do, which Node refuses.
    server: { deps: { inline: [PARSER.slice(1, -1)] } },
  },
});
