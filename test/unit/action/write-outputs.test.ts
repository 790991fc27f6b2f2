import { expect, it } from 'vitest';
import { outputsOf } from '../../../src/action/action-outputs.ts';
import { writeOutputsOf } from '../../../src/action/write-outputs.ts';
import { aReport } from '../../support/report-builder.ts';
import { REPORT_EXAMPLES } from '../../support/report-examples.ts';

it.each([[{}], [{ GITHUB_OUTPUT: '' }], [{ GITHUB_OUTPUT: '/dev/null/outputs' }]])(
  'outputs that cannot be written are a warning: %j',
  async (variables) => {
    const warnings: string[] = [];
    await writeOutputsOf({ verdict: 'passed' }, { variables }, { warn: (text) => void warnings.push(text) });
    expect(warnings).toEqual([expect.stringMatching(/^the outputs were not set: /)]);
  },
);

it('outputs say what the report says, in units that a workflow can use', () => {
  const report = {
    ...REPORT_EXAMPLES.regressed,
    artifacts: { report: 'report.json', artifact: 'https://a', artifactName: 'perf-gate-shop-attempt-2' },
  };
  expect(outputsOf(report, '/results')).toMatchObject({
    verdict: 'regressed',
    regressed: 'true',
    'change-percent': ((report.change ?? 0) * 100).toFixed(2),
    'report-path': '/results/report.json',
    'chart-path': '',
    'artifact-name': 'perf-gate-shop-attempt-2',
    'artifact-url': 'https://a',
    'comment-url': '',
    'accepted-by': '',
  });
});

it('p95 is p95 whatever is gated, and what is gated has outputs of its own', () => {
  const { policy, candidate, baseline } = aReport();
  const rule = { metric: 'http_req_duration', quantile: 0.99, endpoint: 'GET /search' };
  const report = aReport({
    policy: { ...policy, rules: [rule] },
    judgements: [],
    candidate: { ...candidate, value: 402, p95: 180 },
    baseline: { ...baseline, value: 400, p95: 182 },
  });
  expect(outputsOf(report, '/results')).toMatchObject({
    metric: 'p99@GET /search',
    value: '402.00',
    'baseline-value': '400.00',
    p95: '180.00',
    'baseline-p95': '182.00',
  });
});

it('an output is empty where there is nothing to say', () => {
  const outputs = outputsOf(aReport({ change: null, interval: null }), '/results');
  expect(outputs).toMatchObject({ 'change-percent': '', 'ci-low': '', 'ci-high': '', regressed: 'false' });
});
