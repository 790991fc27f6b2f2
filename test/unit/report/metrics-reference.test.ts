import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findingMetrics } from '../../../src/report/finding-metrics.ts';
import { runMetrics } from '../../../src/report/run-metrics.ts';
import { VERDICT_CODES } from '../../../src/report/verdict-codes.ts';
import {
  aFindingReport,
  aSoakFinding,
  aSpikeFinding,
  aStressFinding,
} from '../../support/finding-builder.ts';
import { aReport } from '../../support/report-builder.ts';

const page = readFileSync(new URL('../../../docs/reference/metrics.md', import.meta.url), 'utf8');

const findings = [aStressFinding(), aSpikeFinding(), aSoakFinding()].flatMap((finding) =>
  findingMetrics(aFindingReport(finding)),
);
const sent = [...runMetrics(aReport(), 'baseline'), ...findings];

it('every metric, every resource and every code is in the reference', () => {
  for (const { name } of sent) expect(page).toContain(`\`${name}\``);
  for (const { labels } of sent)
    if (labels.resource !== undefined) expect(page).toContain(`\`${labels.resource}\``);
  for (const [verdict, code] of Object.entries(VERDICT_CODES)) expect(page).toContain(`${code} ${verdict}`);
});

it('the reference names no metric that is not sent', () => {
  const names = new Set(sent.map(({ name }) => name));
  const named = [...page.matchAll(/`(perfgate_\w+)`/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !names.has(name ?? ''))).toEqual([]);
});
