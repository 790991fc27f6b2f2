import { fullBehavior, type StatedBehavior } from '../../src/autoscaling/hpa/behavior.ts';
import { spikeTrace } from '../../src/autoscaling/load/load-trace.ts';
import { DEFAULT_CONTROL, type ServiceModel } from '../../src/autoscaling/simulation/service-model.ts';
import type { SimulationInput } from '../../src/autoscaling/simulation/simulate-run.ts';
import type { AutoscalerMetric, AutoscalerSpec } from '../../src/autoscaling/spec/autoscaler-spec.ts';

/** A service whose pods carry 65 requests a second and are ready after 30 s. */
export const SERVICE: ServiceModel = {
  capacityPerPod: 65,
  startUpSeconds: 20,
  readinessSeconds: 10,
  unloadedP95Ms: 100,
  cpuAtCapacity: 1,
  counted: 'arrivals',
};

export function rateMetric(windowSeconds: number, target = 50): AutoscalerMetric {
  return {
    name: 'rate',
    signal: { kind: 'rate', windowSeconds },
    target: { kind: 'average', value: target },
    scope: 'whole',
    activation: 0,
  };
}

export function queueMetric(target = 50): AutoscalerMetric {
  return { ...rateMetric(60, target), name: 'queue', signal: { kind: 'backlog', scraped: false } };
}

export function behavior(
  scaleUp: StatedBehavior['scaleUp'] = {},
  scaleDown: StatedBehavior['scaleDown'] = {},
) {
  return fullBehavior({ scaleUp, scaleDown });
}

/** An HPA from 1 to 10 on a rate over a minute, with the rules of an empty `behavior`. */
export function autoscaler(facts: Partial<AutoscalerSpec> = {}): AutoscalerSpec {
  return {
    kind: 'HorizontalPodAutoscaler',
    name: 'shop',
    target: 'Deployment/shop',
    source: 'hpa.yaml',
    hpa: { min: 1, max: 10, behavior: behavior() },
    keda: null,
    metrics: [rateMetric(60)],
    ...facts,
  };
}

/** 50 requests a second, and 500 from second 0 on for 15 minutes. */
export function simulationInput(facts: Partial<SimulationInput> = {}): SimulationInput {
  return {
    spec: autoscaler(),
    service: SERVICE,
    control: DEFAULT_CONTROL,
    trace: spikeTrace({ baseRate: 50, topRate: 500, rampSeconds: 0, holdSeconds: 900, afterSeconds: 0 }),
    epochMs: Date.parse('2026-01-07T12:00:00Z'),
    outage: null,
    ...facts,
  };
}
