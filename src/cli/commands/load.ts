import type { Command } from '../command.ts';
import { LOAD_COMMAND_SETTINGS } from '../command-settings.ts';

export const loadCommand: Command = {
  name: 'load',
  summary: 'Run a k6 script on the embedded engine alone, as k6 run would',
  usage: 'load SCRIPT [options]',
  description:
    "Applies the load with k6's own option names and exit codes, without k6. What the embedded engine cannot do it refuses by name before the load starts.",
  examples: [
    'perf-gate load script.js --vus 10 --duration 30s',
    'perf-gate load script.js -e BASE_URL=http://127.0.0.1:8080 --out json=results.json.gz',
  ],
  settings: LOAD_COMMAND_SETTINGS,
  readsConfigFile: false,
  positionals: { min: 1, max: 1, expected: 'one script' },
  run: async (args, context) => (await import('../actions/load.ts')).load(args, context),
};
