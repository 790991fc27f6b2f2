import type { Command } from '../command.ts';
import { MANIFESTS_SETTINGS } from '../manifests-settings.ts';

export const manifestsCommand: Command = {
  name: 'manifests',
  summary: 'Check Kubernetes and KEDA manifests before they are applied',
  usage: 'manifests check DIR|FILE|-... [options]',
  description:
    "Reads YAML of folders, files or standard input (-) and finds what the API server, KEDA's webhook and the controllers would refuse, drop without a word or do otherwise than meant: fields, metadata of triggers, PromQL, cron windows, and what does not go together. Everything given is checked as one; nothing is contacted. Rules and how to silence one: docs/reference/manifest-rules.md.",
  examples: [
    'perf-gate manifests check manifests',
    'kubectl kustomize overlays/production | perf-gate manifests check -',
    'perf-gate manifests check deploy --sarif findings.sarif --fail-on warning',
  ],
  settings: MANIFESTS_SETTINGS,
  readsConfigFile: false,
  positionals: { min: 2, max: 200, expected: 'check and a folder, a file, or - for standard input' },
  run: async (args, context) => (await import('../actions/manifests.ts')).manifests(args, context),
};
