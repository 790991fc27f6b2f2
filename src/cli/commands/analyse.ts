import { ANALYSE_SETTINGS } from '../../config/analysis-settings.ts';
import type { Command } from '../command.ts';

export const analyseCommand: Command = {
  name: 'analyse',
  summary: 'Say what the samples of a stress, spike or soak test show',
  usage: 'analyse stress|spike|soak FILE... [options]',
  description:
    'Reads the samples of a load test (NDJSON or CSV of k6, gzipped or not; - is standard input) as they come and says what they show. stress: the rate at which the service breaks, with its interval, and what broke first. spike: how far p95 rose, and how long it took to come back. soak: whether latency drifts and, with --metrics, whether memory, file descriptors or connections leak. Writes finding.json, finding.md and a chart to --out, and compares with the earlier tests in --findings that have the same key and load. Several files are tests of one version: less capacity, a longer recovery, a higher peak, a larger backlog or a faster rise is a regression when two of them agree.',
  examples: [
    'perf-gate analyse stress results.json.gz --slo-p95 300ms',
    'perf-gate analyse soak soak.json.gz --metrics scrapes.txt',
    'perf-gate analyse stress ramp-1.json ramp-2.json --previous last-week/finding.json',
  ],
  settings: ANALYSE_SETTINGS,
  readsConfigFile: true,
  positionals: { min: 2, max: 9, expected: 'stress, spike or soak and the results of the test' },
  run: async (args, context) => (await import('../actions/analyse.ts')).analyse(args, context),
};
