import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { findDrift } from '../../../src/analysis/soak/find-drift.ts';
import { findRecovery } from '../../../src/analysis/spike/find-recovery.ts';
import { findBreakingPoint } from '../../../src/analysis/stress/find-breaking-point.ts';
import type { Finding, FindingComparison } from '../../../src/model/finding.ts';
import { FINDING_SCHEMA } from '../../../src/report/finding-schema.ts';
import { aTimeline, lasting } from '../../support/timeline-builder.ts';

const validate = new Ajv2020({ strict: false, validateFormats: false, allowUnionTypes: true }).compile(
  FINDING_SCHEMA,
);

const STRESS = {
  p95Ms: 300,
  errorRate: 0.01,
  stepSeconds: null,
  generator: { cpuShare: null, loopUtilisation: null },
};
const ramp = aTimeline(
  Array.from({ length: 14 }, (_, step) =>
    lasting(10, { rate: 10 * (step + 1), ms: step < 8 ? 20 : 900 }),
  ).flat(),
);
const spike = aTimeline([
  ...lasting(60, { rate: 10, ms: 20 }),
  ...lasting(10, { rate: 100, ms: 900 }),
  ...lasting(60, { rate: 10, ms: 20 }),
]);
const FINDINGS: readonly (readonly [string, Finding])[] = [
  ['a stress test', findBreakingPoint(ramp, STRESS)],
  ['a stress test of nothing', findBreakingPoint(aTimeline([]), STRESS)],
  ['a spike test', findRecovery(spike)],
  ['a spike test of nothing', findRecovery(aTimeline([]))],
  ['a soak test', findDrift(aTimeline(lasting(1_500, { rate: 10, ms: 20 })), null, { limit: 0.1 })],
  ['a soak test of nothing', findDrift(aTimeline([]), null, { limit: 0.1 })],
];

const COMPARED: FindingComparison = {
  what: 'recovery (s)',
  ...{ now: 4, before: 0, change: null, interval: null, tests: 3, commit: null },
  at: '2026-01-05T12:00:00Z',
  worse: 'recovery-longer',
  outcome: 'passed',
  sentence: 'x',
};

describe('the schema of finding.json', () => {
  it.each(FINDINGS)('takes %s', (_, finding) => {
    const report = {
      schemaVersion: 1,
      tool: { name: 'perf-gate', version: '0' },
      id: 'x',
      createdAt: '2026-01-05T12:00:00Z',
      key: finding.test,
      source: 'x',
      startedAt: null,
      commit: null,
      branch: null,
      runUrl: null,
      verdict: { kind: 'passed', reasons: [{ code: 'x', text: 'x' }] },
      sentence: 'x',
      finding,
      comparisons: [COMPARED],
      promotion: { kind: 'withheld', reason: 'x' },
      acceptance: { by: 'ada', at: '2026-01-05T12:00:00Z', why: 'meant', commit: null },
      notices: [],
      artifacts: {},
    };
    expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...report, comparisons: [{ ...COMPARED, outcome: 'odd' }] })).toBe(false);
    expect(validate({ ...report, finding: { ...finding, outcome: 'odd' } })).toBe(false);
  });
});
