import type { Command } from '../command.ts';
import { DEMO_SETTINGS } from '../command-settings.ts';

export const demoCommand: Command = {
  name: 'demo',
  summary: 'Show a baseline, a pass and a caught regression on a sample shop',
  usage: 'demo [--quick] [options]',
  description:
    'Starts the sample shop on a free port of this machine, records a baseline of five runs, then judges unchanged code (passes) and slowed code (regresses), and says where the reports and charts are. Needs Node alone; k6 is used when it is there.',
  examples: ['perf-gate demo --quick'],
  settings: DEMO_SETTINGS,
  readsConfigFile: true,
  positionals: { min: 0, max: 0, expected: 'no arguments' },
  run: async (args, context) => (await import('../actions/demo.ts')).demo(args, context),
};
