import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findK6 } from '../../../../src/adapters/engine-k6/find-k6.ts';
import { makeTempFolder, type TempFolder } from '../../../support/temp-folder.ts';

let folder: TempFolder;
beforeEach(async () => {
  folder = await makeTempFolder();
  await mkdir(folder.file('a'));
  await mkdir(folder.file('b'));
});
afterEach(() => folder.remove());

const find = (PATH: string | undefined, explicit: string | null = null) =>
  findK6({ explicit, variables: { PATH }, cwd: folder.path, platform: 'linux' });
const put = (name: string, mode = 0o755) => writeFile(folder.file(name), '#!/bin/sh\n', { mode });
const both = () => `${folder.file('a')}:${folder.file('b')}`;

describe('k6 on PATH', () => {
  it('is the first that can be executed', async () => {
    await put('a/k6', 0o644);
    await put('b/k6');
    await expect(find(both())).resolves.toBe(folder.file('b/k6'));
  });

  it('is not a folder of that name', async () => {
    await mkdir(folder.file('a/k6'));
    await expect(find(both())).rejects.toMatchObject({ code: 'ENGINE_NOT_FOUND' });
  });

  it('is told to be missing with the folders that were searched', async () => {
    await put('a/k6', 0o644);
    await expect(find(both())).rejects.toMatchObject({
      code: 'ENGINE_NOT_FOUND',
      fault: 'environment',
      message: `k6 was not found on PATH: looked in ${folder.file('a')}, ${folder.file('b')}; not executable: ${folder.file('a/k6')}`,
      hint: expect.stringContaining('--engine embedded'),
    });
  });

  it.each([undefined, '', '::'])('is told to be missing when PATH is %j', async (PATH) => {
    await expect(find(PATH)).rejects.toMatchObject({ message: 'k6 was not found on PATH: PATH is empty' });
  });

  it('names no more than a dozen folders', async () => {
    const PATH = Array.from({ length: 40 }, (_, index) => `/no/where/${index}`).join(':');
    await expect(find(PATH)).rejects.toMatchObject({ message: expect.stringMatching(/and 28 more$/) });
  });

  it('has an ending on Windows, found by PATHEXT, and never a batch file', async () => {
    await put('a/k6.cmd');
    await put('b/k6.exe');
    const variables = { Path: `${folder.file('a')};${folder.file('b')}`, PATHEXT: '.CMD;.EXE' };
    const found = findK6({ explicit: null, variables, cwd: folder.path, platform: 'win32' });
    await expect(found).resolves.toBe(folder.file('b/k6.exe'));
  });
});

describe('--k6-path', () => {
  it('may be relative to the working directory', async () => {
    await put('a/k6');
    await expect(find(undefined, 'a/k6')).resolves.toBe(folder.file('a/k6'));
  });

  it('that is missing is a mistake of the user, not a reason to take another engine', async () => {
    await put('a/k6');
    await expect(find(both(), 'nope')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', fault: 'user' });
  });

  it('that is not executable or a folder is refused with what to do', async () => {
    await put('a/k6');
    await chmod(folder.file('a/k6'), 0o600);
    await expect(find(both(), 'a/k6')).rejects.toMatchObject({
      code: 'ENGINE_UNSUPPORTED',
      message: expect.stringContaining('not executable'),
      hint: `chmod +x ${folder.file('a/k6')}`,
    });
    await expect(find(both(), 'a')).rejects.toMatchObject({ message: expect.stringContaining('a folder') });
  });
});
