import { describe, expect, it } from 'vitest';
import { runMetrics } from '../../../src/report/run-metrics.ts';
import { VERDICT_CODES } from '../../../src/report/verdict-codes.ts';
import { aComparison, aJudgement, anEndpoint, aReport, aVerdict } from '../../support/report-builder.ts';

/** p95 of all requests is 180 ms, and 182 ms before. */
function gatingP99() {
  const rule = { metric: 'http_req_duration', quantile: 0.99, endpoint: 'GET /search' };
  const { candidate, baseline, policy } = aReport();
  return aReport({
    policy: { ...policy, rules: [rule] },
    judgements: [aJudgement('passed', 'quick', aComparison(0, { rule }))],
    candidate: { ...candidate, value: 402, p95: 180 },
    baseline: { ...baseline, value: 400, p95: 182 },
  });
}

const values = (name: string, report = aReport()) =>
  runMetrics(report, 'baseline').filter((sample) => sample.name === name);

describe('the metrics of a job', () => {
  it('are in base units, at the time of the report', () => {
    const report = aReport();
    const [p95] = values('perfgate_p95_seconds', report);
    expect(p95?.value).toBeCloseTo((report.candidate.p95 ?? 0) / 1000, 9);
    expect(p95?.atMs).toBe(Date.parse(report.createdAt));
    expect(values('perfgate_change_ratio', report)[0]?.value).toBe(report.change);
  });

  it('are one line each from job to job: only the info says which job it was', () => {
    const one = runMetrics(aReport({ commit: 'a'.repeat(40), runUrl: 'https://ci/1' }), 'baseline');
    const other = runMetrics(aReport({ commit: 'b'.repeat(40), runUrl: 'https://ci/2' }), 'baseline');
    const lines = (samples: typeof one) =>
      samples
        .filter(({ name }) => name !== 'perfgate_run_info')
        .map(({ name, labels }) => JSON.stringify([name, labels]));
    expect(lines(one)).toEqual(lines(other));
    expect(one[0]?.labels).toMatchObject({
      commit: 'a'.repeat(40),
      run_url: 'https://ci/1',
      test: 'baseline',
    });
  });

  it.each(['perfgate_p95_seconds', 'perfgate_baseline_p95_seconds'])(
    'call nothing p95 that is p99: %s is of all requests where p99 is gated',
    (name) => {
      const [sample] = values(name, gatingP99());
      expect(sample?.value).toBeCloseTo(name.includes('baseline') ? 0.182 : 0.18, 9);
      expect(sample?.labels).not.toHaveProperty('metric');
    },
  );

  it('say what is gated beside its figures', () => {
    const gated = ['', '_baseline', '_limit'].map(
      (part) => values(`perfgate_gated${part}_seconds`, gatingP99())[0],
    );
    const [value, baseline, limit] = gated.map((sample) => sample?.value);
    expect([value, baseline]).toEqual([0.402, 0.4]);
    expect(limit).toBeCloseTo(0.48, 9);
    for (const sample of gated) expect(sample?.labels.metric).toBe('p99 of GET /search');
  });

  it('leave out what was not measured', () => {
    const names = runMetrics(
      aReport({
        change: null,
        interval: null,
        noise: null,
        load: null,
        candidate: { value: null, p50: null, p95: null, p99: null, runs: 1, requests: 0, errorRate: 0 },
      }),
      'baseline',
    ).map(({ name }) => name);
    for (const name of ['change_ratio', 'change_low_ratio', 'p95_seconds', 'error_ratio', 'request_rate'])
      expect(names).not.toContain(`perfgate_${name}`);
    expect(names).toContain('perfgate_run_info');
  });

  it('tell every verdict apart', () => {
    expect(new Set(Object.values(VERDICT_CODES)).size).toBe(Object.keys(VERDICT_CODES).length);
    const [code] = values('perfgate_verdict_code', aReport({ verdict: aVerdict('regressed', 'slower') }));
    expect(code?.value).toBe(VERDICT_CODES.regressed);
  });

  it('have plain, bounded labels and a bounded number of endpoints', () => {
    const endpoints = Array.from({ length: 80 }, (_, at) =>
      anEndpoint(`GET /${at}\u0000${'x'.repeat(500)}`, 10, 1, 2),
    );
    const samples = values('perfgate_endpoint_p95_seconds', aReport({ endpoints }));
    expect(samples).toHaveLength(50);
    expect(samples[0]?.labels.endpoint?.length).toBeLessThanOrEqual(120);
    expect(samples[0]?.labels.endpoint).not.toContain('\u0000');
  });
});
