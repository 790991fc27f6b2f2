import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { spikeTrace } from '../../../src/autoscaling/load/load-trace.ts';
import { applied, rulesText, scaleUpCandidates } from '../../../src/autoscaling/optimise/candidates.ts';
import { optimisePolicy } from '../../../src/autoscaling/optimise/optimise-policy.ts';
import { behaviorOf } from '../../../src/autoscaling/spec/behavior-shape.ts';
import { autoscaler, behavior, simulationInput } from '../../support/autoscaler-builder.ts';

const trace = spikeTrace({
  baseRate: 100,
  topRate: 300,
  rampSeconds: 0,
  holdSeconds: 300,
  afterSeconds: 400,
});
const spec = autoscaler({ hpa: { min: 2, max: 8, behavior: behavior() } });
const input = simulationInput({ spec, trace });

describe('choosing a policy', () => {
  it('finds the cheapest that keeps the objective in every phase', () => {
    const found = optimisePolicy(input, { p95Ms: 500, recoverySeconds: 45, neededReplicas: 6 });
    expect(found.asStated.meetsObjective).toBe(false);
    expect(found.best?.meetsObjective).toBe(true);
    const costs = found.shown.map(({ podHours }) => podHours);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    expect(found.shown.every(({ meetsObjective }) => meetsObjective)).toBe(true);
    // Pods are ready 30 s after they are asked for: only pods that are there when the spike comes can help in 45 s.
    expect(found.best?.minReplicas).toBeGreaterThan(2);
    expect(found.best?.podHours).toBeGreaterThan(found.asStated.podHours);
    expect(behaviorOf(parse(found.best?.behaviorYaml ?? '').behavior, 'behavior').scaleUp).toMatchObject({
      selectPolicy: 'Max',
    });
  });

  it('says that none does, and which come nearest, when the objective cannot be met', () => {
    const found = optimisePolicy(input, { p95Ms: 50, recoverySeconds: 10, neededReplicas: 6 });
    expect(found).toMatchObject({ met: 0, best: null });
    expect(found.shown.length).toBeGreaterThan(0);
  });
});

describe('candidates', () => {
  it('never have fewer replicas than stated, nor more than the spike needs or there may be', () => {
    const minimums = scaleUpCandidates(spec, 20).map(({ minReplicas }) => minReplicas);
    expect([Math.min(...minimums), Math.max(...minimums)]).toEqual([2, 7]);
  });

  it('change targets of metrics, not of cron windows, and keep a raised minimum from being put to sleep', () => {
    const keda = {
      pollingSeconds: 30,
      cooldownSeconds: 300,
      initialCooldownSeconds: 0,
      min: 0,
      idle: 0,
      fallback: null,
    };
    const cron = { start: {}, end: {}, timeZone: 'UTC', desiredReplicas: 4 } as never;
    const metrics = [
      ...spec.metrics,
      { ...spec.metrics[0], signal: { kind: 'cron', trigger: cron } } as never,
    ];
    const made = applied(
      { ...spec, keda, metrics },
      { minReplicas: 5, targetFactor: 0.5, scaleUp: null, scaleDown: null },
    );
    expect(made.metrics.map(({ target }) => target.value)).toEqual([25, 50]);
    expect(made.keda).toMatchObject({ min: 5, idle: null });
    expect(made.hpa.min).toBe(5);
  });

  it('are told as they would be written', () => {
    expect(rulesText(null)).toBe('no behavior');
    expect(rulesText(behavior().scaleUp)).toBe('Pods 4/15 s or Percent 100/15 s, window 0 s');
    expect(rulesText(behavior({ selectPolicy: 'Min', stabilizationWindowSeconds: 30 }).scaleUp)).toBe(
      'Pods 4/15 s and Percent 100/15 s, window 30 s',
    );
    expect(rulesText(behavior({ selectPolicy: 'Disabled' }).scaleUp)).toBe('never');
  });
});
