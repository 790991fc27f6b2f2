import { AUTOSCALE_SETTINGS } from '../autoscale-settings.ts';
import type { Command } from '../command.ts';

export const autoscaleCommand: Command = {
  name: 'autoscale',
  summary: 'Say how long scaling out takes: simulated from manifests, or measured in Prometheus',
  usage: 'autoscale simulate MANIFEST...|measure [options]',
  description:
    'simulate: plays the control loops of a ScaledObject or HorizontalPodAutoscaler (YAML files, folders, or - for standard input) against a load, for every way in which they may stand when it comes, and says when replicas react, are ready, and have worked off what waited. measure: the same answer from what Prometheus kept of a real spike. How it reckons, and what it leaves out: docs/explanation/autoscaling.md.',
  examples: [
    'perf-gate autoscale simulate manifests/components/keda-http/scaled-object.yaml --spike 10x --capacity 80',
    'perf-gate autoscale simulate hpa.yaml --trace results.json --slo-p95 300ms --slo-recovery 60s --optimise',
    'kubectl kustomize overlays/production | perf-gate autoscale simulate - --name checkout --spike 10x',
    'perf-gate autoscale measure --prometheus http://localhost:9090 --namespace shop --deployment shop --spike-time 2026-01-31T12:00:00Z --simulated autoscaling.json',
  ],
  settings: AUTOSCALE_SETTINGS,
  readsConfigFile: false,
  positionals: { min: 1, max: 100, expected: 'simulate and manifests, or measure' },
  run: async (args, context) => (await import('../actions/autoscale/autoscale.ts')).autoscale(args, context),
};
