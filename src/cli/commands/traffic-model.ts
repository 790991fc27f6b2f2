import { TRAFFIC_SETTINGS } from '../../config/analysis-settings.ts';
import type { Command } from '../command.ts';

export const trafficModelCommand: Command = {
  name: 'traffic-model',
  summary: 'Read the mix of requests off your access logs',
  usage: 'traffic-model LOG... [options]',
  description:
    'Reads access logs (common or combined format of Apache and nginx, JSON of nginx, Caddy or Traefik, gzipped when named .gz; mixed formats are fine) as they come and writes the mix: routes without ids and their weights, rates of a typical and of the busiest minute, seconds between two requests of one client, requests of a visit. No address, user or query is written. Put the figures into k6/lib/traffic-model.js.',
  examples: [
    'perf-gate traffic-model access.log',
    'perf-gate traffic-model access.log.1.gz access.log --json',
  ],
  settings: TRAFFIC_SETTINGS,
  readsConfigFile: false,
  positionals: { min: 1, max: 100, expected: 'at least one access log' },
  run: async (args, context) => (await import('../actions/traffic-model.ts')).trafficModel(args, context),
};
