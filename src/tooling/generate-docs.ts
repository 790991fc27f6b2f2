import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMMANDS } from '../cli/commands.ts';
import { RULE_GROUPS } from '../manifests/rules/rules.ts';
import { AUTOSCALING_SCHEMA } from '../report/autoscaling-schema.ts';
import { FINDING_SCHEMA } from '../report/finding-schema.ts';
import { REPORT_SCHEMA } from '../report/report-schema.ts';
import { renderActionMetadata } from './action-metadata.ts';
import { renderActionReference } from './action-reference.ts';
import { renderAutoscalingReference } from './autoscaling-reference.ts';
import { renderCliReference } from './cli-reference.ts';
import { liveDashboard } from './dashboards/live-dashboard.ts';
import { renderDashboard } from './dashboards/render-dashboard.ts';
import { resultsDashboard } from './dashboards/results-dashboard.ts';
import { renderExitCodes } from './exit-code-table.ts';
import { renderManifestRules } from './manifest-rules-reference.ts';
import { renderReportReference } from './report-reference.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Generated documents, by path. */
const FILES: Readonly<Record<string, () => string>> = {
  'action.yml': renderActionMetadata,
  'docs/reference/action.md': () => renderActionReference(renderActionMetadata()),
  'docs/reference/autoscaling.md': renderAutoscalingReference,
  'docs/reference/autoscaling.schema.json': () => `${JSON.stringify(AUTOSCALING_SCHEMA, null, 2)}\n`,
  'docs/reference/cli.md': () => renderCliReference(COMMANDS),
  'docs/reference/exit-codes.md': renderExitCodes,
  'manifests/grafana/load-test-results.json': () => renderDashboard(resultsDashboard()),
  'manifests/grafana/running-load-test.json': () => renderDashboard(liveDashboard()),
  'docs/reference/manifest-rules.md': () => renderManifestRules(RULE_GROUPS),
  'docs/reference/report.md': renderReportReference,
  'docs/reference/finding.schema.json': () => `${JSON.stringify(FINDING_SCHEMA, null, 2)}\n`,
  'docs/reference/report.schema.json': () => `${JSON.stringify(REPORT_SCHEMA, null, 2)}\n`,
};

/** Writes what is not current, or with `--check` names it and fails. */
const check = process.argv.includes('--check');
const stale: string[] = [];
for (const [file, render] of Object.entries(FILES)) {
  const target = path.join(ROOT, file);
  const current = await readFile(target, 'utf8').catch(() => '');
  const wanted = render();
  if (current === wanted) continue;
  stale.push(file);
  if (!check) await writeFile(target, wanted);
}
for (const file of stale)
  console.log(check ? `${file} is not current: run npm run docs` : `written: ${file}`);
process.exitCode = check && stale.length > 0 ? 1 : 0;
