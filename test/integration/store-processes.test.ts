import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/node/system-clock.ts';
import { makeDirectoryStore } from '../../src/adapters/store-directory/directory-store.ts';
import { buildScript } from '../support/build-script.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

const run = promisify(execFile);

let built: TempFolder;
let writer: string;
beforeAll(async () => {
  built = await makeTempFolder();
  writer = await buildScript('test/support/store-writer.ts', built);
});
afterAll(() => built.remove());

let folder: TempFolder;
beforeEach(async () => {
  folder = await makeTempFolder();
});
afterEach(() => folder.remove());

async function write(first: number, count: number): Promise<readonly string[]> {
  const args = [writer, folder.path, String(first), String(count)];
  const { stdout } = await run(process.execPath, args);
  return JSON.parse(stdout);
}

async function entries(): Promise<number> {
  const store = makeDirectoryStore({ directory: folder.path, shownAs: 'x', clock: systemClock });
  const lookup = await store.load('k');
  return lookup.kind === 'found' ? lookup.history.entries.length : 0;
}

it('processes that write at the same time lose nothing', async () => {
  const answers = await Promise.all([write(1, 40), write(101, 40), write(201, 40)]);
  expect(answers.flat()).toEqual(Array.from({ length: 120 }, () => 'saved'));
  expect(await entries()).toBe(120);
});

it('of processes that add the same entries at the same time, one saves each', async () => {
  const answers = await Promise.all([write(1, 30), write(1, 30), write(1, 30)]);
  expect(answers.flat().filter((answer) => answer === 'saved')).toHaveLength(30);
  expect(answers.flat().filter((answer) => answer === 'already-there')).toHaveLength(60);
  expect(await entries()).toBe(30);
});
