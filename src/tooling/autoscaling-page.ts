import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fillTables } from './autoscaling/fill-tables.ts';

/** `npm run docs:autoscaling`: the tables of the page are simulated anew. */
const page = fileURLToPath(new URL('../../docs/explanation/autoscaling.md', import.meta.url));
await writeFile(page, fillTables(await readFile(page, 'utf8')));
console.log('written: docs/explanation/autoscaling.md');
