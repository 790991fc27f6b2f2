import { type CheckResult, checkFiles } from '../../src/manifests/check-files.ts';
import type { Finding } from '../../src/manifests/finding.ts';
import { RULES } from '../../src/manifests/rules/rules.ts';

/** Findings of one file. */
export function checkYaml(text: string, name = 'app.yaml'): CheckResult {
  return checkFiles([{ name, text, named: true }], RULES);
}

/** `line:column rule`, for tests that compare many. */
export function shortForm({ line, column, rule }: Finding): string {
  return `${line}:${column} ${rule}`;
}
