/**
 * Measures what the findings of stress, spike and soak tests say of simulated services whose truth is known, and writes the table of
 * `docs/explanation/stress-spike-soak.md`. Exits with 1 when a goal is missed by more than two standard errors.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMissed, measureAnalysis, withTable } from './analysis-page.ts';

const PAGE = fileURLToPath(new URL('../../../docs/explanation/stress-spike-soak.md', import.meta.url));

const cells = measureAnalysis();
writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), cells));
const missed = cells.flatMap(({ cell, figures }) =>
  figures.filter(isMissed).map(({ what }) => `${cell.test}, ${cell.name}: ${what}`),
);
for (const line of missed) console.error(`missed: ${line}`);
console.log(
  `${cells.length} situations of stress, spike and soak tests measured, ${missed.length} goals missed`,
);
process.exitCode = missed.length > 0 ? 1 : 0;
