import type { Command } from '../command.ts';
import { BASELINE_SETTINGS } from '../command-settings.ts';

export const baselineCommand: Command = {
  name: 'baseline',
  summary: 'List, show, accept, pin, export or import baselines; find what made one slower',
  usage: 'baseline list|show|accept|pin|bisect-hint|export|import [FILE] [options]',
  description:
    'list: the keys of the store. show: the history of a key. accept: promote a withheld entry (a regression that is intended) and open a new epoch, with an audit line; with --test stress, spike or soak the same for what such a test found. pin: make one entry the whole baseline. bisect-hint: the commits between the last good and the first bad run. export writes events to FILE (or standard output); import adds those of FILE and loses nothing that is there.',
  examples: [
    'perf-gate baseline show --key load',
    'perf-gate baseline accept --key load --why "search now ranks by relevance"',
    'perf-gate baseline accept --test stress --why "a smaller machine"',
    'perf-gate baseline export baselines.json --all-keys',
  ],
  settings: BASELINE_SETTINGS,
  readsConfigFile: true,
  positionals: {
    min: 1,
    max: 2,
    expected: 'one of list, show, accept, pin, bisect-hint, export FILE, import FILE',
  },
  run: async (args, context) => (await import('../actions/baseline.ts')).baseline(args, context),
};
