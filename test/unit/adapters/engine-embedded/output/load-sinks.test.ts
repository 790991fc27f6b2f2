import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type LoadSinks,
  makeLoadSinks,
} from '../../../../../src/adapters/engine-embedded/output/load-sinks.ts';

let folder: string;
let stdout: PassThrough;
let sinks: LoadSinks;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'load-sinks-'));
  stdout = new PassThrough();
  sinks = makeLoadSinks(folder, stdout, new PassThrough());
});
afterEach(() => rm(folder, { recursive: true }));

it('a sample file that cannot be written is told when it is closed', async () => {
  const file = sinks.openSamples('no/such/folder.ndjson');
  await new Promise((resolve) => setTimeout(resolve, 20));
  file.write(Buffer.from('x'));
  await expect(file.close()).rejects.toMatchObject({ code: 'FILE_UNWRITABLE' });
});

it('a summary that cannot be written is told, and leaves nothing half', async () => {
  await sinks.writeFile('taken', 'x');
  await expect(sinks.writeFile('taken/inside', 'x')).rejects.toMatchObject({ code: 'FILE_UNWRITABLE' });
  expect(await readdir(folder)).toEqual(['taken']);
});

it('writes samples plain, as gzip by name, and to standard output', async () => {
  for (const name of ['a.ndjson', 'a.ndjson.gz', '-']) {
    const file = sinks.openSamples(name);
    file.write(Buffer.from('one\n'));
    file.write(Buffer.from('two\n'));
    await file.close();
  }
  expect(await readFile(path.join(folder, 'a.ndjson'), 'utf8')).toBe('one\ntwo\n');
  expect(gunzipSync(await readFile(path.join(folder, 'a.ndjson.gz'))).toString()).toBe('one\ntwo\n');
  expect(stdout.read().toString()).toBe('one\ntwo\n');
});

it('makes the folders of a summary and replaces what was there', async () => {
  await sinks.writeFile('out/s.json', 'old');
  await sinks.writeFile('out/s.json', Buffer.from('new'));
  expect(await readFile(path.join(folder, 'out/s.json'), 'utf8')).toBe('new');
  expect(await readdir(path.join(folder, 'out'))).toEqual(['s.json']);
});
