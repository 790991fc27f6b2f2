import { describe, expect, it } from 'vitest';
import { compareFinding } from '../../../src/app/compare-finding.ts';
import type { Finding, FindingReport } from '../../../src/model/finding.ts';
import { parseFinding, renderFinding } from '../../../src/model/finding-file.ts';
import type { StressFinding } from '../../../src/model/stress-finding.ts';

const POLICY = { failThreshold: 0.2, warnThreshold: 0.2, evidence: 'normal' } as const;

function ramp(rate: number | null): StressFinding {
  return {
    test: 'stress',
    outcome: rate === null ? 'not-reached' : 'broke',
    objective: { p95Ms: 300, stated: true, errorRate: 0.01 },
    breakingPoint: rate === null ? null : { rate, low: rate * 0.97, high: rate * 1.03, confidence: 0.95 },
    brokeFirst: 'latency',
    failure: null,
    extrapolated: null,
    lowestRate: 30,
    highestRate: 300,
    unloadedP95Ms: 40,
    requestsPerIteration: 1,
    steps: [],
    cause: null,
  };
}

function earlier(finding: Finding, index = 0): FindingReport {
  return {
    schemaVersion: 1,
    tool: { name: 'perf-gate', version: '0.0.0' },
    id: `id-${index}`,
    createdAt: `2026-01-${String(index + 1).padStart(2, '0')}T00:00:00.000Z`,
    key: 'stress',
    source: 'k6/stress.js',
    startedAt: null,
    commit: `c${index}`,
    branch: 'main',
    runUrl: null,
    verdict: { kind: 'passed', reasons: [{ code: 'broke', text: 'x' }] },
    sentence: 'x',
    finding,
    comparison: null,
    notices: [],
    artifacts: {},
  };
}

const HISTORY = [200, 205, 196, 202, 199, 203, 198, 201].map((rate, index) => earlier(ramp(rate), index));
const compare = (rates: readonly number[], exhausted: boolean) =>
  compareFinding(rates.map(ramp), HISTORY, POLICY, exhausted);

describe('capacity against earlier tests', () => {
  it('that is as before has passed after one ramp', () => {
    const judged = compare([202], false);
    expect(judged).toMatchObject({
      lookAgain: false,
      comparison: { outcome: 'passed', tests: 8, commit: 'c7' },
    });
    expect(judged?.comparison.before).toBeCloseTo(200.5, 0);
  });

  it('that is half is looked at again, and a regression when two ramps agree', () => {
    expect(compare([100], false)?.lookAgain).toBe(true);
    const judged = compare([100, 104], false);
    expect(judged).toMatchObject({ lookAgain: false, comparison: { outcome: 'regressed' } });
    expect(judged?.comparison.change).toBeLessThan(-0.45);
    expect(judged?.comparison.interval?.high).toBeLessThan(-0.3);
  });

  it('of one ramp alone fails nobody', () => {
    expect(compare([100], true)?.comparison.outcome).toBe('inconclusive');
  });

  it('has nothing to say where either side did not break', () => {
    expect(compareFinding([ramp(null)], HISTORY, POLICY, true)).toBeNull();
    expect(compareFinding([ramp(200)], [earlier(ramp(null))], POLICY, true)).toBeNull();
    expect(compareFinding([ramp(200)], [], POLICY, true)).toBeNull();
  });
});

describe('finding.json', () => {
  it('comes back as it was written', () => {
    const report = earlier(ramp(200));
    expect(parseFinding(renderFinding(report), 'finding.json')).toEqual(report);
  });

  it.each([
    '',
    '{}',
    '[]',
    '{"schemaVersion":2}',
    renderFinding(earlier(ramp(200))).replace('"stress"', '"stres"'),
  ])('that is %j is refused', (text) => {
    expect(() => parseFinding(text.replaceAll('"test": "stress"', '"test": 1'), 'old.json')).toThrow(
      /reading old.json/,
    );
  });
});
