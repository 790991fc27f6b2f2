import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

async function pages(): Promise<string[]> {
  const inside = async (folder: string) =>
    (await readdir(path.join(ROOT, folder), { recursive: true })).map((name) => path.join(folder, name));
  const all = [...(await inside('docs')), ...(await inside('examples')), ...(await inside('k6'))];
  return ['README.md', ...all.filter((name) => name.endsWith('.md'))];
}

/** Targets of links and pictures in a page, without those on the web and within the page. */
function targetsOf(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  const found = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.split('#')[0] ?? '');
  return found.filter((target) => target !== '' && !/^\w+:/.test(target));
}

it.each(await pages())('every link of %s leads somewhere', async (page) => {
  const text = await readFile(path.join(ROOT, page), 'utf8');
  const missing = targetsOf(text).filter(
    (target) => !existsSync(path.join(ROOT, path.dirname(page), target)),
  );
  expect(missing).toEqual([]);
});
