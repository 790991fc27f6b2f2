import type { StressFinding } from '../../model/stress-finding.ts';
import type { LineChart } from './chart-js.ts';
import { gapAxis, linearAxis, logAxis, panel, shareAxis } from './stacked-axes.ts';

type Scales = NonNullable<NonNullable<LineChart['options']>['scales']>;

/** Latency above, failures below, over one axis of load. */
export function stressScales({ steps, objective, breakingPoint }: StressFinding): Scales {
  const latencies = [...steps.flatMap(({ p50Ms, p95Ms }) => [p50Ms ?? 0, p95Ms ?? 0]), objective.p95Ms];
  const highest = Math.max(...steps.map(({ errorRate, droppedShare }) => Math.max(errorRate, droppedShare)));
  const rates = [0, ...steps.map(({ rate }) => rate), breakingPoint?.high ?? 0];
  return {
    x: linearAxis('offered load, requests a second', rates),
    errors: { ...shareAxis('% of requests', highest), ...panel(1) },
    gap: { ...panel(0), ...gapAxis(0.2) },
    y: { ...logAxis('latency in ms, logarithmic', latencies, { below: 0.7, above: 1.5 }), ...panel(4) },
  };
}
