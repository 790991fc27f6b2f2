import { describe, expect, it } from 'vitest';
import { spikeTrace } from '../../../src/autoscaling/load/load-trace.ts';
import { latencyCurve } from '../../../src/autoscaling/simulation/latency-curve.ts';
import { runFigures } from '../../../src/autoscaling/simulation/run-figures.ts';
import { DEFAULT_CONTROL } from '../../../src/autoscaling/simulation/service-model.ts';
import { type SimulationInput, simulateRun } from '../../../src/autoscaling/simulation/simulate-run.ts';
import type { AutoscalerSpec } from '../../../src/autoscaling/spec/autoscaler-spec.ts';
import type { Milestone } from '../../../src/model/autoscaling.ts';
import {
  autoscaler,
  behavior,
  queueMetric,
  rateMetric,
  SERVICE,
  simulationInput,
} from '../../support/autoscaler-builder.ts';
import { cronSchedule } from '../../support/cron-schedule.ts';

const QUESTIONS = { neededReplicas: 10, p95Ms: null };

const TOLD = [
  'firstReaction',
  'desiredReached',
  'scaledOut',
  'drained',
] as const satisfies readonly Milestone[];

/** Least and most of each milestone over syncs at seconds 1 to 15 after the spike; polls and scrapes at whole periods. */
function told(input: SimulationInput): readonly string[] {
  const runs = Array.from({ length: 15 }, (_, second) => {
    const run = simulateRun(input, { syncSeconds: second + 1, pollSeconds: 0, scrapeSeconds: 0 });
    return runFigures(run, [], QUESTIONS).milestones;
  });
  return TOLD.map((name) => {
    const times = runs.map((milestones) => milestones[name] ?? Number.NaN);
    return `${Math.min(...times).toFixed(0)}-${Math.max(...times).toFixed(0)}`;
  });
}

const hpa = (scaleUp: Parameters<typeof behavior>[0]) => ({ min: 1, max: 10, behavior: behavior(scaleUp) });

/**
 * A spike from 50 to 500 requests a second, target 50, 1 to 10 pods that are ready after 30 s and carry 65 a second: the
 * figures of an independent simulator of ours that was written before this one, which goes in steps of a second; its last column is a second less.
 */
describe('a tenfold spike', () => {
  it.each<readonly [string, Partial<AutoscalerSpec>, number, readonly string[]]>([
    ['rate over 2 minutes', { metrics: [rateMetric(120)] }, 15, ['15-29', '105-119', '135-149', '338-393']],
    ['rate over a minute', {}, 15, ['15-29', '45-59', '75-89', '234-289']],
    ['rate over a minute, scraped each 30 s', {}, 30, ['30-44', '45-59', '75-89']],
    ['rate over 30 s', { metrics: [rateMetric(30)] }, 15, ['15-29', '30-44', '60-74']],
    [
      'double each 15 s',
      { hpa: hpa({ policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] }) },
      15,
      ['15-29', '60-74', '90-104'],
    ],
    [
      '2 pods each minute',
      { hpa: hpa({ policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }] }) },
      15,
      ['15-29', '255-269', '285-299', '592-646'],
    ],
    [
      'a window of a minute upwards',
      { hpa: hpa({ stabilizationWindowSeconds: 60 }) },
      15,
      ['60-74', '90-104', '120-134'],
    ],
    ['the length of a queue', { metrics: [queueMetric()] }, 15, ['1-15', '16-30', '46-60', '153-208']],
    ['no behavior', { hpa: { min: 1, max: 10, behavior: null } }, 15, ['15-29', '45-59', '75-89', '234-289']],
  ])('%s', (_, facts, scrape, expected) => {
    const control = { ...DEFAULT_CONTROL, scrapeIntervalSeconds: scrape };
    const answer = told(simulationInput({ spec: autoscaler(facts), control }));
    expect(answer.slice(0, expected.length)).toEqual(expected);
  });

  it('takes longer to 40 pods without a behavior: at first 4, then only double', () => {
    const trace = spikeTrace({
      baseRate: 50,
      topRate: 2_000,
      rampSeconds: 0,
      holdSeconds: 900,
      afterSeconds: 0,
    });
    const to40 = (behavior: AutoscalerSpec['hpa']['behavior']) => {
      const spec = autoscaler({ hpa: { min: 1, max: 40, behavior }, metrics: [queueMetric()] });
      const run = simulateRun(simulationInput({ spec, trace }), {
        syncSeconds: 1,
        pollSeconds: 0,
        scrapeSeconds: 0,
      });
      return run.curve.find(({ desired }) => desired === 40)?.second;
    };
    // From second 1 on each 15 s: 5, 10, 20, 40, and 4, 8, 16, 32, 40.
    expect(to40(behavior())).toBe(46);
    expect(to40(null)).toBe(61);
  });

  it('is hardly seen by counters of what is done, when the pods are full', () => {
    const input = simulationInput({ service: { ...SERVICE, counted: 'completions' } });
    const run = simulateRun(input, { syncSeconds: 7, pollSeconds: 0, scrapeSeconds: 0 });
    const { milestones } = runFigures(run, [], QUESTIONS);
    // Each pod shows at most 65 of a target of 50: replicas grow by 1.3 at a time, with a pod's start between.
    expect(milestones.scaledOut).toBeGreaterThan(300);
  });
});

describe('from zero', () => {
  const keda = {
    pollingSeconds: 30,
    cooldownSeconds: 300,
    initialCooldownSeconds: 0,
    min: 0,
    idle: null,
    fallback: null,
  };
  const spec = autoscaler({ kind: 'ScaledObject', keda, metrics: [queueMetric()] });
  const trace = spikeTrace({
    baseRate: 0,
    topRate: 500,
    rampSeconds: 0,
    holdSeconds: 600,
    afterSeconds: 900,
  });

  it.each([
    [30, 1, 30],
    [15, 1, 15],
    [5, 1, 5],
  ])('polled each %d s, it wakes up between second %d and %d', (pollingSeconds, least, most) => {
    const input = simulationInput({ spec: { ...spec, keda: { ...keda, pollingSeconds } }, trace });
    const woken = Array.from({ length: pollingSeconds }, (_, second) => {
      const run = simulateRun(input, { syncSeconds: 7, pollSeconds: second + 1, scrapeSeconds: 0 });
      return run.curve.find((point) => point.second >= 0 && point.desired > 0)?.second ?? Number.NaN;
    });
    expect([Math.min(...woken), Math.max(...woken)]).toEqual([least, most]);
  });

  it('goes back to sleep when nothing has been there for the cool-down', () => {
    const run = simulateRun(simulationInput({ spec, trace }), {
      syncSeconds: 3,
      pollSeconds: 2,
      scrapeSeconds: 0,
    });
    // Work ends at second 600, when the last poll that saw any was at 572 + 30 - 0.1 at most; 300 s later it sleeps.
    const asleep =
      run.curve.find(({ second, desired }) => second > 600 && desired === 0)?.second ?? Number.NaN;
    expect(asleep).toBeGreaterThan(870);
    expect(asleep).toBeLessThan(960);
  });

  it('sleeps outside its hours and is up within them', () => {
    const trigger = {
      start: cronSchedule('0 12 * 1 *'),
      end: cronSchedule('0 13 * 1 *'),
      timeZone: 'UTC',
      desiredReplicas: 3,
    };
    const cron = { ...queueMetric(1), name: 'cron', signal: { kind: 'cron' as const, trigger } };
    const quiet = { points: [{ second: 0, rate: 0 }] as const, endSecond: 2 * 3_600 };
    const input = simulationInput({
      spec: { ...spec, metrics: [cron] },
      trace: quiet,
      epochMs: Date.parse('2026-01-07T11:50:00Z'),
    });
    const run = simulateRun(input, { syncSeconds: 0, pollSeconds: 0, scrapeSeconds: 0 });
    const replicasAt = (minute: number) => run.curve.findLast(({ second }) => second <= minute * 60)?.desired;
    expect([5, 11, 60, 69, 80].map(replicasAt)).toEqual([0, 3, 3, 3, 0]);
  });
});

describe('when the metrics cannot be read', () => {
  const keda = {
    pollingSeconds: 30,
    cooldownSeconds: 300,
    initialCooldownSeconds: 0,
    min: 1,
    idle: null,
    fallback: null,
  };
  const outage = { from: -30, to: 600 };

  it('nothing moves without a fallback', () => {
    const input = simulationInput({ spec: autoscaler({ keda }), outage });
    const run = simulateRun(input, { syncSeconds: 0, pollSeconds: 0, scrapeSeconds: 0 });
    expect(run.curve.find(({ desired }) => desired > 1)?.second).toBeGreaterThanOrEqual(600);
  });

  it('the fallback is taken after its threshold of failures', () => {
    const fallback = { failureThreshold: 3, replicas: 6, behavior: 'static' as const };
    const input = simulationInput({ spec: autoscaler({ keda: { ...keda, fallback } }), outage });
    const run = simulateRun(input, { syncSeconds: 0, pollSeconds: 0, scrapeSeconds: 0 });
    // Failures at -30, -15, 0 and 15 s: the fourth is more than three; 6 x 50 per pod asks for 6, +4 pods at first.
    const changes = run.curve.filter(({ desired }, index) => desired !== run.curve[index - 1]?.desired);
    expect(changes.slice(1, 3).map(({ second, desired }) => [second, desired])).toEqual([
      [15, 5],
      [30, 6],
    ]);
  });
});

describe('a metric of each pod', () => {
  it('goes up no sooner than one of the whole: pods that are new hold it back', () => {
    const perPod = { ...rateMetric(60), scope: 'pods' as const, activation: null };
    const run = (metrics: AutoscalerSpec['metrics']) =>
      simulateRun(simulationInput({ spec: autoscaler({ metrics }) }), {
        syncSeconds: 4,
        pollSeconds: 0,
        scrapeSeconds: 0,
      });
    const [ofPods, ofWhole] = [run([perPod]), run([rateMetric(60)])].map(
      (one) => runFigures(one, [], QUESTIONS).milestones,
    );
    expect(ofPods?.firstReaction).toBe(ofWhole?.firstReaction);
    expect(ofPods?.scaledOut).toBeGreaterThanOrEqual(ofWhole?.scaledOut ?? Number.NaN);
    expect(ofPods?.scaledOut).toBeLessThan(180);
  });
});

describe('CPU', () => {
  const cpu = {
    name: 'cpu',
    signal: { kind: 'cpu' as const },
    target: { kind: 'utilization' as const, value: 70 },
    scope: 'pods' as const,
    activation: null,
  };

  it('shows no more than full pods: replicas grow by 100 / 70 at a time, and wait for new pods to count', () => {
    const input = simulationInput({ spec: autoscaler({ metrics: [cpu] }) });
    const run = simulateRun(input, { syncSeconds: 5, pollSeconds: 0, scrapeSeconds: 0 });
    const counts = [...new Set(run.curve.filter(({ second }) => second >= 0).map(({ desired }) => desired))];
    // 50 of 65 is 77 %: 2 pods. Full: ceil(2.86) = 3; 3: ceil(4.29) = 5; 5: ceil(7.14) = 8; 8: ceil(11.4), at most 10.
    expect(counts).toEqual([2, 3, 5, 8, 10]);
    expect(runFigures(run, [], QUESTIONS).milestones.scaledOut).toBeGreaterThan(180);
  });
});

describe('latency', () => {
  it('is what waits in front of a request, worked off by the pods that there will be', () => {
    const input = simulationInput();
    const run = simulateRun(input, { syncSeconds: 0, pollSeconds: 0, scrapeSeconds: 0 });
    const latency = latencyCurve(run, SERVICE);
    // 435 a second wait from 0 on. At second 10, 4 350 do; the pod takes 65 a second until the next are ready.
    const at10 = latency.find(({ second }) => second === 10)?.p95Ms ?? 0;
    const ready = run.curve.find((point) => point.second > 0 && point.ready > 1)?.second ?? 0;
    expect(at10 / 1_000).toBeGreaterThan(ready - 10);
    expect(latency.find(({ second }) => second === -5)?.p95Ms).toBeLessThan(300);
    // Ten pods at 500 of 650: all but unloaded.
    expect(latency.at(-1)?.p95Ms).toBeLessThan(120);
  });

  it('waits until the end where work is never done', () => {
    const input = simulationInput({ spec: autoscaler({ hpa: { min: 1, max: 2, behavior: behavior() } }) });
    const run = simulateRun(input, { syncSeconds: 0, pollSeconds: 0, scrapeSeconds: 0 });
    const figures = runFigures(run, latencyCurve(run, SERVICE), { neededReplicas: 2, p95Ms: 300 });
    expect(figures.milestones.drained).toBeNull();
    expect(figures.milestones.recovered).toBeNull();
    expect(figures.milestones.scaledOut).not.toBeNull();
  });
});

it('begins with full windows, however long they are', () => {
  const input = simulationInput({ spec: autoscaler({ metrics: [rateMetric(1_200, 10)] }) });
  const run = simulateRun(input, { syncSeconds: 4, pollSeconds: 0, scrapeSeconds: 0 });
  // 50 requests a second with a target of 10.
  expect(run.curve.filter(({ second }) => second < 0).every(({ desired }) => desired === 5)).toBe(true);
});

it('gives the same run for the same input', () => {
  const phases = { syncSeconds: 3.7, pollSeconds: 1.1, scrapeSeconds: 9.2 };
  expect(simulateRun(simulationInput(), phases)).toEqual(simulateRun(simulationInput(), phases));
});
