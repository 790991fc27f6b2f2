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
    artifacts: { report: 'report.json', artifact: 'https://a' },
  };
  expect(outputsOf(report, '/results')).toMatchObject({
    verdict: 'regressed',
    regressed: 'true',
    'change-percent': ((report.change ?? 0) * 100).toFixed(2),
    'report-path': '/results/report.json',
    'chart-path': '',
    'artifact-url': 'https://a',
    'comment-url': '',
    'accepted-by': '',
  });
});

it('an output is empty where there is nothing to say', () => {
  const outputs = outputsOf(aReport({ change: null, interval: null }), '/results');
  expect(outputs).toMatchObject({ 'change-percent': '', 'ci-low': '', 'ci-high': '', regressed: 'false' });
});
