import { plainText } from '../../lib/plain-text.ts';
import type { CheckResult } from '../check-files.ts';
import type { Finding, Severity } from '../finding.ts';

/** Findings for people and editors: `file:line:column: severity: message [rule]`, the fix below, and a last line of counts. */
export function renderFindingsText(result: CheckResult): string {
  const lines = result.findings.map((finding) => `${findingLine(finding)}\n    ${plainText(finding.fix)}`);
  return `${[...lines, summary(result), ...notes(result)].join('\n')}\n`;
}

function findingLine({ file, line, column, severity, message, rule }: Finding): string {
  return `${plainText(file)}:${line}:${column}: ${severity}: ${plainText(message)} [${rule}]`;
}

function summary({ findings, files, documents }: CheckResult): string {
  const counts = [count(findings, 'error'), count(findings, 'warning')].join(', ');
  return `${counts} in ${plural(documents, 'document')} of ${plural(files, 'file')}`;
}

function count(findings: readonly Finding[], severity: Severity): string {
  return plural(findings.filter((finding) => finding.severity === severity).length, severity);
}

function notes({ suppressed, unchecked, foreign }: CheckResult): readonly string[] {
  const kinds = Object.entries(unchecked).map(([kind, times]) => `${kind} (${times})`);
  return [
    suppressed.length === 0 ? '' : `${plural(suppressed.length, 'finding')} silenced by comments`,
    kinds.length === 0 ? '' : `no table of fields for ${kinds.join(', ')}: their fields were not checked`,
    foreign === 0 ? '' : `${plural(foreign, 'document')} passed over: not of Kubernetes`,
  ].filter((line) => line !== '');
}

function plural(times: number, noun: string): string {
  return `${times} ${noun}${times === 1 ? '' : 's'}`;
}
