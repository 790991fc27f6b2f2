import { describe, expect, it } from 'vitest';
import { findIn } from '../../../src/analysis/find-in.ts';
import { findingVerdict } from '../../../src/analysis/finding-verdict.ts';
import { FINDING_TESTS } from '../../../src/model/finding.ts';
import { aTimeline, lasting } from '../../support/timeline-builder.ts';

const OPTIONS = { stress: { p95Ms: 300, errorRate: 0.01, stepSeconds: 5 }, soak: { limit: 0.1 } };
const GOALS = { minCapacity: null, maxRecoverySeconds: 60, maxErrorRate: 0.01 };
const IDLE = { cpuShare: null, loopUtilisation: null };

function causeOf(test: (typeof FINDING_TESTS)[number], failed: number) {
  const timeline = aTimeline(lasting(12, { rate: 10, ms: 20, failed, failure: 'error 1212' }));
  return findIn(test, { timeline, feed: null, generator: IDLE }, OPTIONS);
}

describe('a test in which nothing succeeded', () => {
  it.each(FINDING_TESTS)('says so before it says that it was too short: %s', (test) => {
    expect(causeOf(test, 10)).toMatchObject({
      outcome: 'not-measured',
      cause: 'all 120 requests failed (connection refused)',
    });
  });

  it.each(FINDING_TESTS)('was no measurement, and is not green: %s', (test) => {
    expect(findingVerdict(causeOf(test, 10), 'all failed', [], GOALS)).toMatchObject({ kind: 'invalid' });
  });

  it.each(FINDING_TESTS)('is none where something did: %s', (test) => {
    expect(causeOf(test, 9)).toMatchObject({ outcome: 'not-measured' });
    expect(causeOf(test, 9).cause).not.toMatch(/^all/);
  });
});
