import { readFile } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

const PARSER = '/@actions/workflow-parser/';

/** Its source maps name files that are not in the package, and each would be warned of. */
const parserWithoutSourceMaps = {
  name: 'parser-without-source-maps',
  load: (id: string) => (id.includes(PARSER) && id.endsWith('.js') ? readFile(id, 'utf8') : null),
};

/** Suites that load something and judge what they measured: they need a processor to themselves. */
const LOAD = ['test/integration/{paired-shop,shop,embedded-engine}.test.ts'];
/** Suites that touch the system: processes, signals, folders, sockets. */
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
    // Files keep no state in what they import, so those of one worker share it: a third less processor time.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // It imports JSON the way bundlers do, which Node refuses.
    server: { deps: { inline: [PARSER.slice(1, -1)] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...SYSTEM, ...LOAD],
          pool: 'threads',
          sequence: { groupOrder: 0 },
        },
      },
      // Beside the unit tests, one worker each.
      { extends: true, test: { name: 'load', include: LOAD, pool: 'forks', sequence: { groupOrder: 0 } } },
      {
        // They wait for processes and timers a third of their time, so there is one more at work than there are processors.
        extends: true,
        test: {
          name: 'system',
          include: SYSTEM,
          exclude: LOAD,
          pool: 'forks',
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
