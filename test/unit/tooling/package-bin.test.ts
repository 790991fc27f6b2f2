import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

it('every program of the package is started by its name: the bundler keeps the first line of its source', async () => {
  const { bin } = JSON.parse(await readFile('package.json', 'utf8'));
  expect(Object.keys(bin)).toEqual(['perf-gate']);
  for (const file of Object.values<string>(bin)) {
    const source = file.replace(/^dist\/(.*)\.mjs$/, 'src/$1.ts');
    expect((await readFile(source, 'utf8')).split('\n')[0]).toBe('#!/usr/bin/env node');
  }
});
