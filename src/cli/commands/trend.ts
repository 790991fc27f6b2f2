import type { Command } from '../command.ts';
import { TREND_SETTINGS } from '../command-settings.ts';

export const trendCommand: Command = {
  name: 'trend',
  summary: 'Show p95 over the jobs of a baseline, as a table and a chart',
  usage: 'trend [--key NAME] [options]',
  description:
    'Lists the jobs that are filed under a key, oldest first, with their p95, its interval, the baseline that they were held against and their verdict, and draws them as trend.png.',
  examples: [
    'perf-gate trend --key load --last 30',
    'perf-gate trend --since v1.4.0',
    'perf-gate trend --since v1.4.0 --report perf-gate-load/report.json',
    'perf-gate trend --json',
  ],
  settings: TREND_SETTINGS,
  readsConfigFile: true,
  positionals: { min: 0, max: 0, expected: 'no arguments' },
  run: async (args, context) => (await import('../actions/trend.ts')).trend(args, context),
};
