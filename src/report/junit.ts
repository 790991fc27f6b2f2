import type { Judgement } from '../model/comparison.ts';
import { headlineRule, type Report, type RoundSummary } from '../model/report.ts';
import { ruleName } from '../model/rule-name.ts';
import { roundName } from './report-facts.ts';
import { element, renderXml, type XmlElement } from './xml.ts';

/** One test of the report, before it is XML. */
interface TestCase {
  readonly group: 'validity' | 'objectives' | 'gate';
  readonly name: string;
  readonly seconds: number;
  readonly outcome:
    | { readonly kind: 'passed' }
    | { readonly kind: 'failure' | 'error' | 'skipped'; readonly type: string; readonly message: string };
}

const PASSED = { kind: 'passed' } as const;

/**
 * JUnit XML for GitLab, Jenkins and their like: a test for each round (was it a measurement?), each threshold and
 * the error rate, and each gated rule. Failures are regressions and broken SLOs; errors are rounds that
 * measured nothing; what could not be judged is skipped.
 */
export function renderJunit(report: Report): string {
  const cases = [...validityCases(report), ...objectiveCases(report), ...gateCases(report)];
  const counts = countsOf(cases);
  const suite = element(
    'testsuite',
    { name: `perf-gate ${report.key}`, ...counts, timestamp: report.createdAt.slice(0, 19) },
    [
      element('properties', {}, propertiesOf(report)),
      ...cases.map(caseElement),
      element('system-out', {}, [], report.headline),
    ],
  );
  return renderXml(element('testsuites', { name: 'perf-gate', ...counts }, [suite]));
}

function countsOf(cases: readonly TestCase[]): Readonly<Record<string, string>> {
  const count = (kind: TestCase['outcome']['kind']) =>
    String(cases.filter(({ outcome }) => outcome.kind === kind).length);
  const seconds = cases.reduce((sum, one) => sum + one.seconds, 0);
  return {
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: seconds.toFixed(3),
  };
}

/** Where another round made up for an invalid one, the job as a whole is valid and the round is only skipped. */
function validityCases(report: Report): TestCase[] {
  const kind = report.verdict.kind === 'invalid' ? 'error' : 'skipped';
  const rounds = report.rounds.map((round) => roundCase(round, kind, roundSeconds(report)));
  const told = rounds.some(({ outcome }) => outcome.kind === 'error');
  if (kind === 'skipped' || told) return rounds;
  const outcome = { kind, type: 'invalid', message: report.headline } as const;
  return [...rounds, { group: 'validity', name: 'the load was measured', seconds: 0, outcome }];
}

function roundCase(round: RoundSummary, kind: 'error' | 'skipped', seconds: number): TestCase {
  const outcome =
    round.invalidBecause.length === 0
      ? PASSED
      : { kind, type: 'invalid', message: round.invalidBecause.join('; ') };
  return { group: 'validity', name: `${roundName(round)} is a measurement`, seconds, outcome };
}

/** The measured window with its warm-up; the record has no other duration. */
function roundSeconds({ load }: Report): number {
  return load === null ? 0 : (load.warmUpMs + load.measuredMs) / 1000;
}

function objectiveCases(report: Report): TestCase[] {
  const thresholds = report.thresholds.map(({ metric, expression, ok }): TestCase => {
    const name = `threshold ${metric} ${expression}`;
    const failed = {
      kind: 'failure',
      type: 'slo-breached',
      message: `${metric} did not keep ${expression}`,
    } as const;
    return { group: 'objectives', name, seconds: 0, outcome: ok ? PASSED : failed };
  });
  return [...thresholds, errorRateCase(report, thresholds)];
}

/** Also fails where the verdict says that an objective was missed and no threshold of the list does. */
function errorRateCase({ verdict, policy, candidate }: Report, thresholds: readonly TestCase[]): TestCase {
  const told = thresholds.some(({ outcome }) => outcome.kind === 'failure');
  const over = candidate.errorRate > policy.maxErrorRate;
  const frame = { group: 'objectives', name: 'error rate', seconds: 0 } as const;
  const message = reasonsOf(verdict);
  if (verdict.kind === 'slo-breached' && (over || !told))
    return { ...frame, outcome: { kind: 'failure', type: 'slo-breached', message } };
  if (verdict.kind === 'invalid') return { ...frame, outcome: { kind: 'skipped', type: 'invalid', message } };
  return { ...frame, outcome: PASSED };
}

function reasonsOf({ reasons }: Report['verdict']): string {
  return reasons.map(({ text }) => text).join('; ');
}

function gateCases({ judgements, policy, verdict, headline }: Report): TestCase[] {
  if (judgements.length > 0) return judgements.map(judgementCase);
  const outcome = { kind: 'skipped', type: verdict.kind, message: headline } as const;
  return [{ group: 'gate', name: ruleName(policy.rules[0]), seconds: 0, outcome }];
}

function judgementCase({ rule, verdict, reasons: [decisive] }: Judgement): TestCase {
  const { text } = decisive;
  return { group: 'gate', name: ruleName(rule), seconds: 0, outcome: outcomeOf(verdict, text) };
}

function outcomeOf(verdict: Judgement['verdict'], message: string): TestCase['outcome'] {
  switch (verdict) {
    case 'passed':
    case 'improved':
    case 'warned':
      return PASSED;
    case 'regressed':
    case 'slo-breached':
      return { kind: 'failure', type: verdict, message };
    default:
      return { kind: 'skipped', type: verdict, message };
  }
}

function caseElement({ group, name, seconds, outcome }: TestCase): XmlElement {
  const attributes = { name, classname: `perf-gate.${group}`, time: seconds.toFixed(3) };
  if (outcome.kind === 'passed') return element('testcase', attributes);
  const { kind, type, message } = outcome;
  // JUnit's `skipped` knows a message and nothing else.
  const detail =
    kind === 'skipped' ? element(kind, { message }) : element(kind, { message, type }, [], message);
  return element('testcase', attributes, [detail]);
}

function propertiesOf(report: Report): XmlElement[] {
  const { verdict, change, baseline, candidate, commit } = report;
  const ms = (value: number | null) => value?.toFixed(3) ?? null;
  const facts = {
    verdict: verdict.kind,
    commit,
    metric: ruleName(headlineRule(report)),
    'value-ms': ms(candidate.value),
    'baseline-value-ms': ms(baseline.value),
    'p95-ms': ms(candidate.p95),
    'baseline-p95-ms': ms(baseline.p95),
    change: change?.toFixed(4) ?? null,
  };
  return Object.entries(facts).flatMap(([name, value]) =>
    value === null ? [] : [element('property', { name, value })],
  );
}
