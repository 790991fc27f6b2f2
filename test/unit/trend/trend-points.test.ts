import { expect, it } from 'vitest';
import type { History, HistoryEntry } from '../../../src/model/history.ts';
import { historyPoints, type TrendCandidate, trendPoints } from '../../../src/trend/trend-points.ts';
import { anEntry, aRun, aSummaryRun, entriesOf } from '../../support/run-builder.ts';

const RULE = { metric: 'http_req_duration', quantile: 0.95, endpoint: null };
const POLICY: TrendCandidate['policy'] = { rules: [RULE], failThreshold: 0.2, minRequests: 1000 };

function historyOf(...entries: HistoryEntry[]): History {
  return { key: 'shop', entries, pinnedEntry: null };
}

function candidateOf(...measured: TrendCandidate['measured']): TrendCandidate {
  return { measured, verdict: 'passed', comparison: null, policy: POLICY };
}

it('leaves out jobs that measured nothing, also when the candidate is one', () => {
  const crashed = anEntry({
    status: 'withheld',
    run: { with: { end: { kind: 'failed', code: 'ENGINE_FAILED', message: 'gone', hint: null } } },
  });
  const empty = aRun({ requests: 0 });
  expect(trendPoints(historyOf(crashed), candidateOf(empty))).toEqual([]);
});

it('draws a series with damaged histograms without an interval', () => {
  const run = aRun();
  const damaged = { ...run, series: run.series.map((series) => ({ ...series, seconds: 'AAAA' })) };
  const [point] = trendPoints(historyOf(), candidateOf(damaged));
  expect(point?.value).toBeCloseTo(run.series[0]?.p95 ?? Number.NaN, 9);
  expect(point?.low).toBe(point?.high);
});

it('leaves out rounds that a job of the store kept and that were no measurement', () => {
  const dead = { end: { kind: 'timed-out', afterMs: 1 } } as const;
  const saturated = { generator: { cpuShare: 0.95, loopUtilisation: null } };
  const good = aRun({ seed: 3 });
  const job = anEntry({
    runs: [aRun({ seed: 1, scale: 3, with: dead }), aRun({ seed: 2, scale: 3, with: saturated }), good],
  });
  expect(historyPoints(historyOf(job), 0.2)[0]?.value).toBeCloseTo(good.series[0]?.p95 ?? 0, 9);
});

it('leaves out rounds of too few requests where the policy asks for more, as the gate does', () => {
  const [short, long] = [aRun({ seed: 1, scale: 3, requests: 900 }), aRun({ seed: 2 })];
  const history = historyOf(anEntry({ runs: [short, long] }));
  const [asked] = trendPoints(history, candidateOf());
  expect(asked?.value).toBeCloseTo(long.series[0]?.p95 ?? 0, 9);
  expect(historyPoints(history, 0.2)[0]?.value).toBeGreaterThan(1.5 * (asked?.value ?? Number.NaN));
});

it('counts load that was dropped as slower than the quantile, as the gate does', () => {
  const kept = aRun();
  const dropped = aRun({ load: { iterations: 900, droppedIterations: 30 } });
  const [one, other] = [kept, dropped].map(
    (run) => trendPoints(historyOf(), candidateOf(run))[0]?.value ?? 0,
  );
  expect(other).toBeGreaterThan(1.02 * (one ?? Number.NaN));
});

it('is at the value of the comparison, also where only some rounds decided', () => {
  const comparison = { baseline: { value: 30 }, candidate: { value: 33 } } as NonNullable<
    TrendCandidate['comparison']
  >;
  const runs = [aRun({ seed: 1 }), aRun({ seed: 2, scale: 2 })];
  const [plain, compared] = [null, comparison].map(
    (one) => trendPoints(historyOf(), { ...candidateOf(...runs), comparison: one })[0],
  );
  expect(compared).toMatchObject({ value: 33, baseline: 30 });
  expect((compared?.high ?? 0) / 33).toBeCloseTo((plain?.high ?? 0) / (plain?.value ?? 1), 9);
});

it('takes what a summary states, without an interval', () => {
  const [point] = trendPoints(historyOf(), candidateOf(aSummaryRun(182)));
  expect(point?.value).toBeCloseTo(182, 9);
  expect(point?.high).toBe(point?.low);
});

it('puts the candidate last, with the baseline and the limit of its comparison', () => {
  const candidate: TrendCandidate = {
    ...candidateOf(aRun({ seed: 900 })),
    verdict: 'regressed',
    comparison: {
      rule: RULE,
      design: 'history',
      baseline: { value: 40, entries: 3, cut: 0, commit: null, at: '2026-01-01T00:00:00Z' },
      candidate: { value: 50, runs: 1, requests: 3000 },
      change: 0.25,
      interval: { low: 0.1, high: 0.4, confidence: 0.95 },
      noise: 0.05,
      standardError: 0.05,
      minimumDetectableChange: 0.17,
      logLikelihoodRatio: 5,
      looks: 2,
    },
  };
  const points = trendPoints(historyOf(...entriesOf([1, 1, 1])), candidate);
  expect(points).toHaveLength(4);
  expect(points[3]).toMatchObject({ status: 'candidate', verdict: 'regressed', baseline: 40, limit: 48 });
});

it('holds each job against what was known before it, and the first against nothing', () => {
  const points = historyPoints(historyOf(...entriesOf([1, 1, 1.3])), 0.2);
  expect(points[0]).toMatchObject({ baseline: null, limit: null });
  expect(points[1]?.baseline).toBeCloseTo(points[0]?.value ?? Number.NaN, 6);
  expect(points[2]?.baseline).toBeLessThan((points[2]?.value ?? 0) / 1.2);
  expect(points[2]?.limit).toBeCloseTo((points[2]?.baseline ?? 0) * 1.2, 9);
});

it('leaves withheld jobs out of the baseline of later ones, and starts anew with an epoch', () => {
  const entries = [
    anEntry({ seed: 1 }),
    anEntry({ seed: 2, run: { scale: 3 }, status: 'withheld' }),
    anEntry({ seed: 3, run: { scale: 0.5 }, opensEpoch: true }),
    anEntry({ seed: 4, run: { scale: 0.5 } }),
  ];
  const seen: number[] = [];
  historyPoints(historyOf(...entries), 0.2, {
    baselineOf: (levels) => {
      seen.push(levels.length);
      return null;
    },
  });
  expect(seen).toEqual([0, 1, 1, 1]);
});

it('counts an accepted job from its acceptance on, not from its run on', () => {
  const accepted = anEntry({
    seed: 2,
    run: { scale: 1.5 },
    opensEpoch: true,
    acceptance: {
      entry: 'run-000201',
      by: 'ann',
      at: '2026-03-01T00:00:00Z',
      why: 'new search',
      commit: null,
    },
  });
  const late = anEntry({ seed: 4, at: '2026-03-02T00:00:00Z', run: { scale: 1.5 } });
  const between = anEntry({ seed: 3, status: 'withheld' });
  const points = historyPoints(historyOf(anEntry({ seed: 1 }), accepted, between, late), 0.2);
  expect(points[2]?.baseline).toBeCloseTo(points[0]?.value ?? Number.NaN, 6);
  expect(points[3]?.baseline).toBeCloseTo(points[1]?.value ?? Number.NaN, 6);
});

it('pools the rounds of a job: a narrower interval around one value', () => {
  const one = trendPoints(historyOf(), candidateOf(aRun({ seed: 1 })))[0];
  const four = trendPoints(
    historyOf(),
    candidateOf(aRun({ seed: 1 }), aRun({ seed: 2 }), aRun({ seed: 3 }), aRun({ seed: 4 })),
  )[0];
  const width = (point: typeof one) => (point?.high ?? 0) - (point?.low ?? 0);
  expect(width(four)).toBeGreaterThan(0);
  expect(width(four)).toBeLessThan(width(one));
});

it('keeps the last hundred', () => {
  const entries = Array.from({ length: 120 }, (_, index) =>
    anEntry({ seed: index + 1, run: { requests: 100, seconds: 10 } }),
  );
  const points = trendPoints(historyOf(...entries), candidateOf(aRun({ seed: 20_000 })));
  expect(points).toHaveLength(100);
  expect(points[99]?.status).toBe('candidate');
});

it('follows the headline rule where that is another metric or endpoint', () => {
  const run = aRun({ endpoints: { 'GET /search': 0.5 }, endpointScale: { 'GET /search': 4 } });
  const rule = { ...RULE, endpoint: 'GET /search', quantile: 0.9 };
  const [point] = trendPoints(historyOf(), {
    ...candidateOf(run),
    policy: { ...POLICY, rules: [rule] },
  });
  expect(point?.value).toBeCloseTo(run.series[1]?.p90 ?? Number.NaN, 9);
});
