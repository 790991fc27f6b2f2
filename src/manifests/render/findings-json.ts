import type { CheckResult } from '../check-files.ts';

/** `{schemaVersion, errors, warnings, findings[], suppressed[], files, documents, unchecked{}, foreign}`. */
export function renderFindingsJson(result: CheckResult): string {
  const times = (severity: string) =>
    result.findings.filter((finding) => finding.severity === severity).length;
  const record = { schemaVersion: 1, errors: times('error'), warnings: times('warning'), ...result };
  return `${JSON.stringify(record, null, 2)}\n`;
}
