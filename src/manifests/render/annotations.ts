import type { Finding } from '../finding.ts';

/** GitHub's workflow commands: each finding is shown at its line in the pull request. */
export function renderAnnotations(findings: readonly Finding[]): string {
  return findings.map((finding) => `${annotation(finding)}\n`).join('');
}

function annotation({ severity, file, line, column, rule, message, fix }: Finding): string {
  const properties = { file, line: String(line), col: String(column), title: rule };
  const text = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(value)}`);
  return `::${severity} ${text.join(',')}::${escaped(`${message}. ${fix}`)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
