import { describe, expect, it } from 'vitest';
import { type MeasureRequest, measureAutoscaling } from '../../../src/app/measure-autoscaling.ts';
import { compareMilestones } from '../../../src/autoscaling/measured/compare-milestones.ts';
import { readSimulation } from '../../../src/autoscaling/measured/read-simulation.ts';
import { simulateAutoscaling } from '../../../src/autoscaling/simulation/simulate-autoscaling.ts';
import type { MetricPoint, MetricSeries } from '../../../src/model/metric-series.ts';
import type { MetricsSource } from '../../../src/ports/metrics-source.ts';
import { simulationInput } from '../../support/autoscaler-builder.ts';

const START = Date.parse('2026-03-04T12:00:00Z');
const SPIKE = START + 60_000;

/** Values that hold from seconds after the spike on, looked at each 5 s from a minute before it on. */
function series(steps: readonly (readonly [second: number, value: number])[], seconds = 300): MetricSeries {
  const points: MetricPoint[] = [];
  for (let second = -60; second <= seconds; second += 5) {
    const value = steps.findLast(([from]) => from <= second)?.[1];
    if (value !== undefined) points.push({ at: SPIKE + second * 1_000, value });
  }
  return { labels: {}, points };
}

const DESIRED = series([
  [-60, 2],
  [20, 4],
  [35, 8],
  [200, 8],
]);
const READY = series([
  [-60, 2],
  [50, 4],
  [65, 8],
]);
const RATE = series([
  [-60, 100],
  [0, 400],
  [240, 100],
]);
const P95 = series([
  [-60, 0.1],
  [5, 2],
  [100, 0.2],
]);

/** Answers by a word of the query. */
function source(answers: Readonly<Record<string, readonly MetricSeries[]>>): MetricsSource {
  return {
    description: 'a table',
    range: async ({ query }) => Object.entries(answers).find(([word]) => query.includes(word))?.[1] ?? [],
  };
}

const ANSWERS = {
  status_desired_replicas: [DESIRED],
  status_replicas_ready: [READY],
  rate_of_requests: [RATE],
  p95_of_requests: [P95],
};

const NO_RESULTS = {
  read: () => {
    throw new Error('not asked for');
  },
};

function request(facts: Partial<MeasureRequest> = {}): MeasureRequest {
  return {
    names: { namespace: 'shop', deployment: 'shop', hpa: 'shop', scaledObject: null },
    queries: { desired: null, ready: null, rate: 'rate_of_requests', p95: 'p95_of_requests' },
    p95ToMs: 1_000,
    fromMs: START,
    toMs: SPIKE + 300_000,
    stepSeconds: 5,
    scrapeIntervalSeconds: 15,
    spikeAtMs: null,
    needed: null,
    objective: { p95Ms: 300, recoverySeconds: 120 },
    simulated: null,
    ...facts,
  };
}

const measure = (facts: Partial<MeasureRequest> = {}, answers: Parameters<typeof source>[0] = ANSWERS) =>
  measureAutoscaling(request(facts), { metrics: source(answers), results: NO_RESULTS });

describe('a measured spike', () => {
  it('is found where the rate takes off, and answered in the shape of a simulation', async () => {
    const report = await measure();
    expect(report).toMatchObject({
      source: 'measured',
      autoscaler: { kind: 'HorizontalPodAutoscaler', name: 'shop', target: 'Deployment/shop' },
      spike: { at: new Date(SPIKE).toISOString(), fromRate: 100, toRate: 400, neededReplicas: 8 },
      milestones: {
        firstReaction: { median: 20, runs: 1 },
        desiredReached: { median: 35 },
        scaledOut: { median: 65 },
        drained: null,
        recovered: { median: 100 },
      },
      resolutionSeconds: 15,
      notices: [],
    });
    // 2 for 20 s, 4 for 15 s, 8 for 265 s.
    expect(report.podHours.median).toBeCloseTo((2 * 20 + 4 * 15 + 8 * 265) / 3_600, 9);
    expect(report.timeline.find(({ second }) => second === 30)).toEqual({
      second: 30,
      rate: 400,
      desired: { min: 4, median: 4, max: 4 },
      ready: { min: 2, median: 2, max: 2 },
      backlog: null,
      p95Ms: { min: 2_000, median: 2_000, max: 2_000 },
    });
  });

  it('may be where somebody says', async () => {
    const report = await measure({
      spikeAtMs: SPIKE + 10_000,
      queries: { desired: null, ready: null, rate: null, p95: null },
    });
    expect(report.milestones).toMatchObject({
      firstReaction: { median: 10 },
      scaledOut: { median: 55 },
      recovered: null,
    });
    expect(report.spike).toMatchObject({ fromRate: null, toRate: null });
  });

  it('may never be answered', async () => {
    const report = await measure({ needed: 12 });
    expect(report.milestones.scaledOut).toMatchObject({ median: null, reached: 0, runs: 1 });
  });

  it('has what the HPA and KEDA say told', async () => {
    const report = await measure(
      { names: { namespace: 'shop', deployment: 'shop', hpa: 'keda-hpa-shop', scaledObject: 'shop' } },
      {
        ...ANSWERS,
        ScalingLimited: [
          series([
            [-60, 0],
            [20, 1],
            [40, 0],
          ]),
        ],
        keda_scaler_active: [
          series([
            [-60, 0],
            [10, 1],
          ]),
        ],
        keda_scaler_detail_errors_total: [
          series([
            [-60, 3],
            [50, 5],
          ]),
        ],
        spec_max_replicas: [series([[-60, 8]])],
      },
    );
    expect(report.autoscaler).toMatchObject({
      kind: 'ScaledObject',
      name: 'shop',
      minReplicas: null,
      maxReplicas: 8,
    });
    expect(report.notices.map(({ code }) => code)).toEqual(['scaling-limited', 'keda-active', 'keda-errors']);
    expect(report.notices.map(({ text }) => text).join('\n')).toContain('from 20 to 35 s');
  });

  it('does without values that are no numbers, and says so', async () => {
    const holes = {
      ...READY,
      points: READY.points.map((point, index) => (index % 3 === 1 ? { ...point, value: Number.NaN } : point)),
    };
    const report = await measure({}, { ...ANSWERS, status_replicas_ready: [holes] });
    // The value of second 65 is one of them.
    expect(report.milestones.scaledOut.median).toBe(70);
    expect(report.notices).toEqual([
      { code: 'no-numbers', text: '24 values were no numbers and were left out' },
    ]);
  });
});

describe('a measurement that cannot be', () => {
  it.each<readonly [string, Parameters<typeof source>[0], RegExp, RegExp]>([
    [
      'no data',
      { ...ANSWERS, status_desired_replicas: [] },
      /the replicas that the autoscaler asks for .*expected a series, got no data/,
      /--desired-query/,
    ],
    [
      'nothing but NaN',
      { ...ANSWERS, status_replicas_ready: [series([[-60, Number.NaN]])] },
      /got a series that holds no number \(NaN\)/,
      /--ready-query/,
    ],
    [
      'many series',
      {
        ...ANSWERS,
        rate_of_requests: [
          { ...RATE, labels: { pod: 'a' } },
          { ...RATE, labels: { pod: 'b' } },
        ],
      },
      /expected one series, got 2: \{pod="a"\}, \{pod="b"\}/,
      /Aggregate/,
    ],
    [
      'no p95',
      { ...ANSWERS, p95_of_requests: [] },
      /looking for p95 with "p95_of_requests": expected a series/,
      /--p95-query/,
    ],
    [
      'no spike',
      { ...ANSWERS, rate_of_requests: [series([[-60, 100]])] },
      /got a rate that never rises by half/,
      /--spike-time/,
    ],
  ])('%s', async (_, answers, message, hint) => {
    const failure = measure({}, answers);
    await expect(failure).rejects.toThrow(message);
    await failure.catch(({ hint: told }) => expect(told).toMatch(hint));
  });

  it('asks for the spike when there is no rate', async () => {
    const failure = measure({ queries: { desired: null, ready: null, rate: null, p95: null } });
    await expect(failure).rejects.toThrow(/got no rate to find it in/);
  });
});

describe('a measurement against a simulation', () => {
  const simulated = simulateAutoscaling(
    { ...simulationInput(), phases: 8, needed: null, objective: null },
    [],
  );

  it('is within it when it misses the range by no more than it can tell', async () => {
    const measured = await measure();
    const { min, max } = simulated.milestones.scaledOut;
    const at = (median: number | null) => {
      const spread = { min: median, median, max: median, reached: 1, runs: 1 };
      const report = { ...measured, milestones: { ...measured.milestones, scaledOut: spread } };
      return compareMilestones(report, simulated).find(({ milestone }) => milestone === 'scaledOut')?.within;
    };
    const [least, most] = [min ?? 0, max ?? 0];
    expect([least - 16, least - 15, least, most, most + 15, most + 16].map(at)).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(at(null)).toBe(false);
  });

  it('leaves out what only one of them knows', async () => {
    const compared = compareMilestones(await measure(), simulated).map(({ milestone }) => milestone);
    expect(compared).toEqual(['firstReaction', 'desiredReached', 'scaledOut']);
  });

  it('reads what simulate wrote, and nothing else', () => {
    expect(readSimulation(JSON.stringify(simulated), 'a.json').milestones).toEqual(simulated.milestones);
    for (const text of [
      '',
      '[]',
      '{"schemaVersion":1}',
      JSON.stringify({ ...simulated, source: 'measured' }),
    ])
      expect(() => readSimulation(text, 'a.json')).toThrow(/reading the simulation a\.json/);
  });
});
