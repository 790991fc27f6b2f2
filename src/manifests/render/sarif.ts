import type { Finding } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** SARIF 2.1.0, as GitHub's code scanning reads it. */
export function renderSarif(findings: readonly Finding[], rules: readonly Rule[], version: string): string {
  const ids = rules.map(({ id }) => id);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'perf-gate manifests', version, rules: rules.map(describeRule) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, ids.indexOf(finding.rule))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function describeRule({ id, severity, title, reason, fix }: Rule) {
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: reason },
    help: { text: fix },
    defaultConfiguration: { level: severity },
  };
}

function resultOf({ rule, severity, message, fix, file, line, column }: Finding, ruleIndex: number) {
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: { text: `${message}. ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file) },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  };
}
