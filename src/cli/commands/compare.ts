import type { Command } from '../command.ts';
import { COMPARE_SETTINGS } from '../command-settings.ts';

export const compareCommand: Command = {
  name: 'compare',
  summary: 'Judge result files that were made elsewhere',
  usage: 'compare --baseline FILE... --candidate FILE... [options]',
  description:
    'Reads k6 results (NDJSON, CSV, summary export or handleSummary JSON, gzipped or not, told apart by content) or the run.json of perf-gate, and judges the candidate against the baseline as run does. No load is applied and nothing is filed. Summaries carry no distribution: with them only the plain ratio can be told.',
  examples: [
    'perf-gate compare --baseline main-1.json.gz main-2.json.gz main-3.json.gz --candidate pr.json.gz',
    'perf-gate compare --baseline old/run.json --candidate new/run.json --json',
  ],
  settings: COMPARE_SETTINGS,
  readsConfigFile: true,
  positionals: { min: 0, max: 0, expected: 'files after --baseline and --candidate only' },
  run: async (args, context) => (await import('../actions/compare.ts')).compare(args, context),
};
