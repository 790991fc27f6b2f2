import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fillTables } from '../../../src/tooling/autoscaling/fill-tables.ts';
import { TABLES } from '../../../src/tooling/autoscaling/tables.ts';

const PAGE = new URL('../../../docs/explanation/autoscaling.md', import.meta.url);

describe('the tables of the page on autoscaling', () => {
  it('are all there', async () => {
    const page = await readFile(PAGE, 'utf8');
    for (const name of Object.keys(TABLES)) expect(page).toContain(`<!-- table: ${name} -->\n| `);
  });

  // The others take seconds: npm run docs:autoscaling makes them all.
  it('are what the simulator says now', async () => {
    expect(await readFile(PAGE, 'utf8')).toContain(
      `<!-- table: polling -->\n${TABLES.polling?.()}\n<!-- end of table -->`,
    );
  });

  it('have a maker each', () => {
    expect(() => fillTables('<!-- table: other -->\nx\n<!-- end of table -->')).toThrow(
      /no table is called other/,
    );
    expect(fillTables('a page without')).toBe('a page without');
  });
});
