import { expect, it } from 'vitest';
import { latencyChart, reportTrendChart, trendChart } from '../../../src/trend/chart-specs.ts';
import { latencyProfile } from '../../../src/trend/latency-profile.ts';
import { aReport, aTrend } from '../../support/report-builder.ts';
import { REPORT_EXAMPLES } from '../../support/report-examples.ts';
import { aRun } from '../../support/run-builder.ts';

const CANDIDATE = latencyProfile([aRun()], 'this run');

it('has no chart where nothing was measured', () => {
  expect(reportTrendChart(REPORT_EXAMPLES.invalid)).toBeNull();
  expect(latencyChart(REPORT_EXAMPLES.invalid)).toBeNull();
});

it('says so when a key has no jobs', () => {
  expect(trendChart('shop', [], 0.2).title).toBe('No jobs of shop yet');
});

it('tells in the title where the last job ended, and in the subtitle what is drawn', () => {
  expect(trendChart('shop', aTrend(224, 'regressed', 182), 0.2)).toMatchObject({
    title: 'p95 224 ms, +23 % against the baseline: regressed',
    subtitle: 'shop · 6 jobs · bars: 95 % interval · limit: baseline +20 %',
    tolerance: 0.2,
  });
});

it('has no change to tell of the first job', () => {
  expect(trendChart('shop', aTrend(180, 'no-baseline', null), 0.2)).toMatchObject({
    title: 'p95 180 ms: first of its baseline',
    subtitle: expect.stringContaining('1 job ·'),
  });
});

it('names the statistic of the headline rule', () => {
  const policy = {
    ...aReport().policy,
    rules: [{ metric: 'http_req_duration', quantile: 0.99, endpoint: 'GET /search' }] as const,
  };
  expect(reportTrendChart(aReport({ policy, judgements: [] }))?.title).toMatch(/^p99 of GET \/search 180 ms/);
});

it('shows this job beside the baseline, or alone when there is none', () => {
  const baseline = latencyProfile([aRun({ seed: 2 })], 'baseline');
  const compared = aReport({ ...REPORT_EXAMPLES.regressed, latency: { baseline, candidate: CANDIDATE } });
  expect(latencyChart(compared)).toMatchObject({
    title: 'p95 224 ms, 182 ms before: regressed',
    subtitle: expect.stringContaining('baseline a1b2c3d'),
    baseline,
  });
  const first = { ...REPORT_EXAMPLES['no-baseline'], latency: { baseline: null, candidate: CANDIDATE } };
  expect(latencyChart(first)).toMatchObject({
    title: 'p95 180 ms: first of its baseline',
    subtitle: expect.stringContaining('no baseline yet'),
  });
});
