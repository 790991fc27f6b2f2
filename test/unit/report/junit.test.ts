import { describe, expect, it } from 'vitest';
import { VERDICT_KINDS } from '../../../src/model/verdict.ts';
import { renderJunit } from '../../../src/report/junit.ts';
import { REPORT_EXAMPLES } from '../../support/report-examples.ts';
import { xmlProblems } from '../../support/xml-problems.ts';

it.each([
  ['<a><b></a></b>', '</a>'],
  ['<a>1 & 2</a>', 'loose &'],
  ['<a x="1" x="2"/>', 'twice'],
  ['<a/><b/>', '2 roots'],
  ['<a>\u0007</a>', 'forbids'],
])('the check of well-formedness refuses %s', (body, problem) => {
  expect(xmlProblems(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`).join()).toContain(problem);
});

function counts(xml: string) {
  const [, tests, failures, errors, skipped] =
    /<testsuites name="perf-gate" tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(xml) ??
    [];
  return [tests, failures, errors, skipped].map(Number);
}

describe.each(VERDICT_KINDS)('the JUnit XML of a %s report', (kind) => {
  const xml = renderJunit(REPORT_EXAMPLES[kind]);
  const elements = (name: string) => xml.match(new RegExp(`<${name}[ >/]`, 'g'))?.length ?? 0;

  it('is well-formed, and its counts are those of its elements', () => {
    expect(xmlProblems(xml)).toEqual([]);
    expect(counts(xml)).toEqual(['testcase', 'failure', 'error', 'skipped'].map(elements));
  });

  it('fails only for a regression or a broken SLO, and has an error only where nothing was measured', () => {
    expect(elements('failure') > 0).toBe(kind === 'regressed' || kind === 'slo-breached');
    expect(elements('error') > 0).toBe(kind === 'invalid');
  });
});

it('fails for an error rate that no threshold tells of', () => {
  const report = REPORT_EXAMPLES['slo-breached'];
  const xml = renderJunit({ ...report, thresholds: [] });
  expect(xml).toMatch(/<testcase name="error rate"[^>]*>\n\s*<failure/);
});

it('has an error where nothing was run at all', () => {
  const xml = renderJunit({ ...REPORT_EXAMPLES.invalid, rounds: [] });
  expect(counts(xml)[2]).toBe(1);
});

it('skips a round that another one made up for', () => {
  const report = REPORT_EXAMPLES.passed;
  const spoiled = {
    ...report.rounds[0],
    round: 1,
    side: null,
    p95: null,
    requests: 0,
    end: { kind: 'finished' as const },
    invalidBecause: ['no requests'],
  };
  const xml = renderJunit({ ...report, rounds: [spoiled, ...report.rounds] });
  expect(counts(xml).slice(1)).toEqual([0, 0, 1]);
});

it('calls nothing p95 that is p99', () => {
  const { baseline, candidate, policy } = REPORT_EXAMPLES.passed;
  const rules = [{ metric: 'http_req_duration', quantile: 0.99, endpoint: null }] as const;
  const xml = renderJunit({
    ...REPORT_EXAMPLES.passed,
    policy: { ...policy, rules },
    judgements: [],
    candidate: { ...candidate, value: 402, p95: 180 },
    baseline: { ...baseline, value: 400, p95: null },
  });
  const properties = [...xml.matchAll(/<property name="([^"]+)" value="([^"]+)"/g)].map(
    ([, ...pair]) => pair,
  );
  expect(Object.fromEntries(properties)).toMatchObject({
    metric: 'p99',
    'value-ms': '402.000',
    'baseline-value-ms': '400.000',
    'p95-ms': '180.000',
  });
  expect(xml).not.toContain('baseline-p95-ms');
});

it('gives times in seconds', () => {
  expect(renderJunit(REPORT_EXAMPLES.passed)).toContain('classname="perf-gate.validity" time="60.000"');
});
