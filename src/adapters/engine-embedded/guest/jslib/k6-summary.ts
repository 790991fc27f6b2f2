import type { GroupNode } from '../../metrics/group-tree.ts';
import type { SummaryData } from '../../metrics/summary-data.ts';
import { textSummary } from '../../metrics/text-summary.ts';

interface TextOptions {
  /** Before every line. */
  readonly indent?: string;
  readonly enableColors?: boolean;
}

interface JUnitOptions {
  readonly name?: string;
  readonly classname?: string;
}

const [RED, GREEN, PLAIN] = ['\u001b[31m', '\u001b[32m', '\u001b[0m'];

/** `jslib.k6.io/k6-summary`, written anew from its documentation; the text is this engine's own. */
export function makeK6Summary(): Record<string, unknown> {
  return {
    textSummary: (data: SummaryData, { indent = '', enableColors = true }: TextOptions = {}) =>
      textSummary(data)
        .split('\n')
        .map((line) => (line === '' ? line : `${indent}${enableColors ? coloured(line) : line}`))
        .join('\n'),
    jUnit: jUnitReport,
    humanizeValue: (value: number, { contains }: { contains?: string }) =>
      contains === 'time' ? `${Math.round(value * 100) / 100}ms` : String(Math.round(value * 100) / 100),
  };
}

function coloured(line: string): string {
  if (/^ {2}ok\b/.test(line)) return `${GREEN}${line}${PLAIN}`;
  return /^ {2}FAILED\b/.test(line) ? `${RED}${line}${PLAIN}` : line;
}

interface TestCase {
  readonly name: string;
  readonly failure: string | null;
}

/** Thresholds and checks as test cases. */
function jUnitReport(data: SummaryData, { name = 'k6 thresholds', classname }: JUnitOptions = {}): string {
  const cases = [...thresholdCases(data), ...checkCases(data.root_group)];
  const failures = cases.filter(({ failure }) => failure !== null).length;
  const suite = `<testsuite name="${escapeXml(name)}" tests="${cases.length}" failures="${failures}">`;
  const lines = cases.map(({ name: title, failure }) => {
    const start = `<testcase name="${escapeXml(title)}" classname="${escapeXml(classname ?? name)}"`;
    return failure === null
      ? `${start} />`
      : `${start}><failure message="${escapeXml(failure)}" /></testcase>`;
  });
  const totals = `<testsuites tests="${cases.length}" failures="${failures}">`;
  return ['<?xml version="1.0"?>', totals, suite, ...lines, '</testsuite>', '</testsuites>'].join('\n');
}

function thresholdCases({ metrics }: SummaryData): readonly TestCase[] {
  return Object.entries(metrics).flatMap(([metric, { thresholds = {} }]) =>
    Object.entries(thresholds).map(([expression, { ok }]) => ({
      name: `${metric} - ${expression}`,
      failure: ok ? null : `${metric} ${expression} failed`,
    })),
  );
}

function checkCases(group: GroupNode): readonly TestCase[] {
  const own = group.checks.map(({ name, path, fails, passes }) => ({
    name: path === '' ? name : path.replace(/^::/, ''),
    failure: fails === 0 ? null : `${fails} of ${fails + passes} failed`,
  }));
  return [...own, ...group.groups.flatMap(checkCases)];
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
