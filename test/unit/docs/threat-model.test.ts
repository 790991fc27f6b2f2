import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SELF = 'test/unit/docs/threat-model.test.ts';
const ROW = /^\| (T-\d\d) \| (.+) \| (.+) \|$/gm;
const LINK = /\]\(\.\.\/(test\/[^)]+)\)/g;

const text = await readFile(path.join(ROOT, 'docs/threat-model.md'), 'utf8');
const invariants = [...text.matchAll(ROW)].map(([, id = '', , tests = '']) => ({
  id,
  files: [...tests.matchAll(LINK)].map(([, file = '']) => file),
}));

describe('the threat model', () => {
  it('numbers its invariants one after the other', () => {
    const numbers = invariants.map((_, index) => `T-${String(index + 1).padStart(2, '0')}`);
    expect(invariants.map(({ id }) => id)).toEqual(numbers);
    expect(invariants.length).toBeGreaterThan(30);
  });

  it.each(invariants)('$id is held by tests that say so', async ({ id, files }) => {
    expect(files).not.toEqual([]);
    for (const file of files) {
      const names = (await readFile(path.join(ROOT, file), 'utf8')).includes(id);
      expect(names, `${file} names ${id}`).toBe(true);
    }
  });

  it('knows every invariant that a test names, and the file that names it', async () => {
    const names = (await readdir(path.join(ROOT, 'test'), { recursive: true })).map((name) => `test/${name}`);
    const unknown: string[] = [];
    for (const file of names.filter((name) => name.endsWith('.ts') && name !== SELF)) {
      const named = (await readFile(path.join(ROOT, file), 'utf8')).match(/\bT-\d\d\b/g) ?? [];
      for (const id of new Set(named))
        if (!invariants.some((known) => known.id === id && known.files.includes(file)))
          unknown.push(`${file}: ${id}`);
    }
    expect(unknown).toEqual([]);
  });

  it('mentions no invariant that it does not have', () => {
    for (const [id] of text.matchAll(/T-\d\d/g)) expect(invariants.map((known) => known.id)).toContain(id);
  });
});
