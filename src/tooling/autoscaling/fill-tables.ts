import { TABLES } from './tables.ts';

const PLACE = /<!-- table: ([a-z-]+) -->\n[\s\S]*?<!-- end of table -->/g;

/** A page with its tables made anew, each between its marks. @throws Error for a table that nobody makes */
export function fillTables(page: string): string {
  return page.replace(PLACE, (_, name: string) => {
    const make = TABLES[name];
    if (make === undefined)
      throw new Error(`no table is called ${name}; there are ${Object.keys(TABLES).join(', ')}`);
    return `<!-- table: ${name} -->\n${make()}\n<!-- end of table -->`;
  });
}
