import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../../../docs/explanation/embedded-engine.md', import.meta.url));

/** Puts a text between the marks `<!-- NAME -->` and `<!-- /NAME -->` of the engine's page. */
export async function writeSection(name: string, text: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  const mark = `<!-- ${name} -->`;
  const [start, end] = [page.indexOf(mark), page.indexOf(`<!-- /${name} -->`)];
  if (start < 0 || end < start) throw new Error(`${PAGE} has no place for ${name}`);
  await writeFile(PAGE, `${page.slice(0, start + mark.length)}\n${text}\n${page.slice(end)}`);
}
