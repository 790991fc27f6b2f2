import { describe, expect, it } from 'vitest';
import type { Finding, FindingReport } from '../../../src/model/finding.ts';
import { findingMetrics } from '../../../src/report/finding-metrics.ts';
import { VERDICT_CODES } from '../../../src/report/verdict-codes.ts';
import {
  aFindingReport,
  aSoakFinding,
  aSpikeFinding,
  aStressFinding,
} from '../../support/finding-builder.ts';

/** Values by name, of those that have labels of their own with these. */
function valuesOf(finding: Finding, overrides: Partial<FindingReport> = {}) {
  const samples = findingMetrics(aFindingReport(finding, overrides));
  return Object.fromEntries(
    samples.map(({ name, labels: { resource }, value }) => [
      name.replace('perfgate_', '') + (resource === undefined ? '' : ` ${resource}`),
      value,
    ]),
  );
}

describe('the metrics of a finding', () => {
  it('of a stress test are its breaking point with its interval', () => {
    expect(valuesOf(aStressFinding())).toEqual({
      run_info: 1,
      verdict_code: VERDICT_CODES.passed,
      breaking_point_requests_per_second: 412,
      breaking_point_requests_per_second_low: 396,
      breaking_point_requests_per_second_high: 428,
    });
  });

  it('of a spike test are recovery, peak and errors, in base units', () => {
    expect(valuesOf(aSpikeFinding())).toEqual({
      run_info: 1,
      verdict_code: VERDICT_CODES.passed,
      recovery_seconds: 12,
      spike_peak_p95_seconds: 1.84,
      error_ratio: 0.02,
    });
  });

  it('of a soak test are what drifted, by resource', () => {
    expect(valuesOf(aSoakFinding())).toEqual({
      run_info: 1,
      verdict_code: VERDICT_CODES.passed,
      'soak_drift_ratio latency': 0.01,
      'soak_drift_ratio memory': 0.24,
      'soak_drift_ratio file-descriptors': 0,
      error_ratio: 0.001,
      requests: 180_000,
    });
  });

  it.each([
    ['a ramp that never broke', aStressFinding({ outcome: 'not-reached', breakingPoint: null }), []],
    [
      'a breaking point with one end',
      aStressFinding({ breakingPoint: { rate: 412, low: 396, high: null, confidence: 0.95 } }),
      ['breaking_point_requests_per_second', 'breaking_point_requests_per_second_low'],
    ],
    [
      'a service that never recovered',
      aSpikeFinding({ outcome: 'never-recovered', recoverySeconds: null }),
      ['spike_peak_p95_seconds', 'error_ratio'],
    ],
    [
      'a load without a spike',
      aSpikeFinding({ outcome: 'not-measured', spike: null, recoverySeconds: null, peakP95Ms: null }),
      [],
    ],
    [
      'a soak without a request',
      aSoakFinding({ requests: 0, errorRate: 0, latency: null, resources: [] }),
      ['requests'],
    ],
  ])('leave out what %s has not', (_, finding, names) => {
    expect(Object.keys(valuesOf(finding))).toEqual(['run_info', 'verdict_code', ...names]);
  });

  it('tell a spike that moved nothing from one that was never over', () => {
    const unmoved = aSpikeFinding({ outcome: 'unmoved', recoverySeconds: 0 });
    expect(valuesOf(unmoved)).toMatchObject({ recovery_seconds: 0 });
  });

  it('are of the test, its service and its branch, at the time of the report', () => {
    const report = aFindingReport(aSoakFinding());
    for (const { labels, atMs } of findingMetrics(report)) {
      expect(labels).toMatchObject({ service: 'checkout-api', test: 'soak', branch: 'main' });
      expect(atMs).toBe(Date.parse(report.createdAt));
    }
  });

  it('are one line each from test to test: only the info says which it was', () => {
    const lines = (commit: string) =>
      findingMetrics(aFindingReport(aSoakFinding(), { commit, runUrl: `https://ci.example/${commit}` }))
        .filter(({ name }) => name !== 'perfgate_run_info')
        .map(({ name, labels }) => JSON.stringify([name, labels]));
    expect(lines('a'.repeat(40))).toEqual(lines('b'.repeat(40)));
    const [info] = findingMetrics(aFindingReport(aSoakFinding()));
    expect(info?.labels).toMatchObject({ run_url: 'https://ci.example/runs/42', verdict: 'passed' });
  });

  it('tell two processes apart, and are bounded in number and length', () => {
    const [memory] = aSoakFinding().resources;
    if (memory === undefined) throw new Error('the finding has no resource');
    const resources = Array.from({ length: 200 }, (_, at) => ({
      ...memory,
      name: `memory{pod="a-${at}",note="\u001b[31m${'x'.repeat(1_000)}"}`,
    }));
    const drifts = findingMetrics(aFindingReport(aSoakFinding({ resources }))).filter(
      ({ name }) => name === 'perfgate_soak_drift_ratio',
    );
    const metrics = drifts.map(({ labels }) => labels.metric ?? '');
    expect(new Set(metrics).size).toBe(50);
    expect(Math.max(...metrics.map((text) => text.length))).toBeLessThanOrEqual(300);
    expect(metrics.join('')).not.toContain('\u001b');
  });
});
