import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ScalingRules } from '../../../src/autoscaling/hpa/behavior.ts';
import type { LoadTrace } from '../../../src/autoscaling/load/load-trace.ts';
import { latencyCurve } from '../../../src/autoscaling/simulation/latency-curve.ts';
import { simulateRun } from '../../../src/autoscaling/simulation/simulate-run.ts';
import type { AutoscalerMetric } from '../../../src/autoscaling/spec/autoscaler-spec.ts';
import {
  autoscaler,
  behavior,
  queueMetric,
  rateMetric,
  SERVICE,
  simulationInput,
} from '../../support/autoscaler-builder.ts';

const CPU: AutoscalerMetric = {
  name: 'cpu',
  signal: { kind: 'cpu' },
  target: { kind: 'utilization', value: 70 },
  scope: 'pods',
  activation: null,
};

const policy = fc.record({
  type: fc.constantFrom('Pods' as const, 'Percent' as const),
  value: fc.integer({ min: 1, max: 200 }),
  periodSeconds: fc.integer({ min: 1, max: 120 }),
});
const rules: fc.Arbitrary<Partial<ScalingRules>> = fc.record({
  stabilizationWindowSeconds: fc.constantFrom(0, 30, 300),
  selectPolicy: fc.constantFrom('Max', 'Min', 'Disabled'),
  policies: fc.array(policy, { minLength: 1, maxLength: 3 }),
});
const metric = fc.constantFrom(rateMetric(60), rateMetric(30, 20), queueMetric(), CPU);
const trace: fc.Arbitrary<LoadTrace> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 2_000 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((steps) => {
    let second = 0;
    const points = steps.map(([gap, rate]) => {
      second += gap;
      return { second, rate };
    });
    return { points: [{ second: -1, rate: 40 }, ...points], endSecond: second + 60 };
  });
const keda = fc.option(
  fc.record({
    pollingSeconds: fc.integer({ min: 1, max: 60 }),
    cooldownSeconds: fc.integer({ min: 0, max: 120 }),
    initialCooldownSeconds: fc.constant(0),
    min: fc.integer({ min: 0, max: 3 }),
    idle: fc.constant(null),
    fallback: fc.constant(null),
  }),
);

it('keeps replicas within their bounds and loses no work, whatever the rules and the load', () => {
  fc.assert(
    fc.property(
      fc.record({
        up: rules,
        down: rules,
        metrics: fc.array(metric, { minLength: 1, maxLength: 2 }),
        trace,
        keda,
        max: fc.integer({ min: 3, max: 40 }),
        phase: fc.double({ min: 0, max: 15, noNaN: true }),
      }),
      ({ up, down, metrics, trace: load, keda: ours, max, phase }) => {
        const hpa = { min: Math.max(1, ours?.min ?? 1), max, behavior: behavior(up, down) };
        const input = simulationInput({ spec: autoscaler({ hpa, metrics, keda: ours }), trace: load });
        const run = simulateRun(input, {
          syncSeconds: phase,
          pollSeconds: phase / 2,
          scrapeSeconds: phase / 3,
        });
        let before = { second: Number.NEGATIVE_INFINITY, arrived: 0, done: 0 };
        for (const point of run.curve) {
          expect(point.desired).toBeLessThanOrEqual(max);
          expect(point.desired).toBeGreaterThanOrEqual(ours?.min ?? 1);
          expect(point.ready).toBeLessThanOrEqual(point.desired);
          expect(point.backlog).toBeGreaterThanOrEqual(0);
          expect(point.done + point.backlog).toBeCloseTo(point.arrived, 3);
          expect(point.second).toBeGreaterThanOrEqual(before.second);
          expect(point.done).toBeGreaterThanOrEqual(before.done - 1e-3);
          before = point;
        }
        for (const { p95Ms } of latencyCurve(run, SERVICE)) {
          expect(p95Ms).toBeGreaterThan(0);
          expect(p95Ms).toBeLessThan(1e8);
        }
      },
    ),
    { seed: 20_260_304, numRuns: 60 },
  );
});
