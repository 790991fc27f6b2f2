import { describe, expect, it } from 'vitest';
import { summaryData } from '../../../../../src/adapters/engine-embedded/metrics/summary-data.ts';
import { summaryExport } from '../../../../../src/adapters/engine-embedded/metrics/summary-export.ts';
import { TestMetrics } from '../../../../../src/adapters/engine-embedded/metrics/test-metrics.ts';
import { textSummary } from '../../../../../src/adapters/engine-embedded/metrics/text-summary.ts';

function summary(setupData: string | null = null) {
  const metrics = new TestMetrics([{ name: 'wait', type: 'trend', contains: 'time' }]);
  const add = (metric: string, value: number, tags: Record<string, string>) =>
    metrics.add([{ metric, timeMs: 0, value, tags }]);
  add('checks', 1, { check: 'is ok', group: '' });
  add('checks', 0, { check: 'is ok', group: '::buy::pay' });
  add('checks', 1, { check: 'is ok', group: '::buy::pay' });
  add('group_duration', 12, { group: '::empty' });
  add('http_reqs', 1, {});
  add('http_req_failed', 1, {});
  add('http_req_failed', 0, {});
  add('http_req_duration', 250, { expected_response: 'true' });
  add('data_sent', 2_048, {});
  return summaryData({
    metrics: metrics.registry,
    groups: metrics.groups.root,
    thresholds: [
      { metric: 'http_req_failed', expression: 'rate<0.1', ok: false },
      { metric: 'wait', expression: 'p(95)<5', ok: true },
    ],
    trendStats: ['avg', 'p(95)', 'count'],
    timeUnit: '',
    durationMs: 2_000,
    setupData,
    terminal: { stdout: true, stderr: false },
  });
}

describe('summaryData', () => {
  it('has metrics with samples or thresholds, with their sub-metrics', () => {
    const { metrics } = summary();
    expect(metrics['http_req_duration{expected_response:true}']?.values).toEqual({
      avg: 250,
      'p(95)': 250,
      count: 1,
    });
    expect(metrics.wait).toMatchObject({
      values: { avg: 0, 'p(95)': 0, count: 0 },
      thresholds: { 'p(95)<5': { ok: true } },
    });
    expect(metrics.vus).toBeUndefined();
    expect(metrics.http_req_failed).toEqual({
      type: 'rate',
      contains: 'default',
      values: { rate: 0.5, passes: 1, fails: 1 },
      thresholds: { 'rate<0.1': { ok: false } },
    });
  });

  it('has groups and checks as lists, by the path and MD5 that k6 gives them', () => {
    const root = summary().root_group;
    expect(root.id).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(root.checks).toEqual([
      expect.objectContaining({ name: 'is ok', path: '::is ok', passes: 1, fails: 0 }),
    ]);
    expect(root.groups.map((group) => group.path)).toEqual(['::buy', '::empty']);
    const pay = root.groups[0]?.groups[0];
    expect(pay?.checks).toEqual([
      expect.objectContaining({ path: '::buy::pay::is ok', passes: 1, fails: 1 }),
    ]);
  });

  it('has what setup returned, and only then', () => {
    expect(summary('{"a":1}').setup_data).toEqual({ a: 1 });
    expect('setup_data' in summary()).toBe(false);
  });
});

describe('summaryExport', () => {
  it('is flat, calls a rate value, and has true for a crossed threshold', () => {
    const exported = summaryExport(summary()) as { metrics: Record<string, unknown>; root_group: unknown };
    expect(exported.metrics.http_req_failed).toEqual({
      value: 0.5,
      passes: 1,
      fails: 1,
      thresholds: { 'rate<0.1': true },
    });
    expect(exported.metrics.wait).toMatchObject({ avg: 0, thresholds: { 'p(95)<5': false } });
    expect(exported.root_group).toMatchObject({
      groups: { buy: { groups: { pay: { checks: { 'is ok': { passes: 1, fails: 1 } } } } } },
      checks: { 'is ok': { passes: 1 } },
    });
    expect(Object.keys(exported)).toEqual(['root_group', 'metrics']);
  });
});

describe('textSummary', () => {
  it('says what failed, with the numbers', () => {
    const text = textSummary(summary());
    expect(text).toContain('FAILED  buy > pay: is ok (1 of 2 failed)');
    expect(text).toContain('FAILED  http_req_failed: rate<0.1');
    expect(text).toMatch(/http_req_duration +avg 250ms {2}p\(95\) 250ms {2}count 1/);
    expect(text).toMatch(/data_sent +2 KiB \(1 KiB\/s\)/);
    expect(text).toMatch(/http_req_failed +50 % \(1 of 2\)/);
    expect(text).toContain('Took 2s.');
  });
});
