import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runMetrics, VERDICT_CODES } from '../../../src/report/run-metrics.ts';
import { aReport } from '../../support/report-builder.ts';

const page = readFileSync(new URL('../../../docs/reference/metrics.md', import.meta.url), 'utf8');

it('every metric and every code is in the reference', () => {
  for (const { name } of runMetrics(aReport(), 'baseline')) expect(page).toContain(`\`${name}\``);
  for (const [verdict, code] of Object.entries(VERDICT_CODES)) expect(page).toContain(`${code} ${verdict}`);
});

it('the reference names no metric that is not sent', () => {
  const sent = new Set(runMetrics(aReport(), 'baseline').map(({ name }) => name));
  const named = [...page.matchAll(/`(perfgate_\w+)`/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !sent.has(name ?? ''))).toEqual([]);
});
