import { RUN_TEST_SETTINGS } from '../../config/analysis-settings.ts';
import { RUN_SETTINGS } from '../../config/run-settings.ts';
import type { Command } from '../command.ts';

export const runCommand: Command = {
  name: 'run',
  summary: 'Apply the load of a k6 script and judge it against the baseline',
  usage: 'run [SCRIPT] [options]',
  description:
    'Runs the script, compares p95 with the baseline in the store, looks again when one run cannot tell, and exits with 1 on a regression. Without SCRIPT it runs the baseline test that comes with perf-gate (k6/baseline.js). The first run of a key has no baseline; on the default branch it becomes one. Reports and charts go to --out. With --base-... and --head-... both versions are loaded at the same time and held against each other, which needs no history.',
  examples: [
    'perf-gate run k6/baseline.js -e BASE_URL=http://127.0.0.1:8080',
    'perf-gate run --test stress -e BASE_URL=http://127.0.0.1:8080 -e ESTIMATE=300 --slo-p95 300ms',
    'perf-gate run load.js --duration 30s --fail-threshold 15% --store ci-baselines',
    'perf-gate run load.js --base-url http://127.0.0.1:8081 --head-url http://127.0.0.1:8080',
  ],
  settings: { ...RUN_SETTINGS, ...RUN_TEST_SETTINGS },
  readsConfigFile: true,
  positionals: { min: 0, max: 1, expected: 'at most one script' },
  run: async (args, context) => (await import('../actions/run.ts')).run(args, context),
};
