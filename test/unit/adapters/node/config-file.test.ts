import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfigLayer } from '../../../../src/adapters/node/config-file.ts';
import { RUN_SETTINGS } from '../../../../src/config/run-settings.ts';
import { makeTempFolder, type TempFolder } from '../../../support/temp-folder.ts';

let folder: TempFolder;
beforeAll(async () => {
  folder = await makeTempFolder();
  await writeFile(folder.file('slip.yml'), 'fail-treshold: 20%\n');
  await writeFile(folder.file('bad.yml'), 'a: [\n');
  await writeFile(folder.file('good.yml'), 'duration: 30s\n');
});
afterAll(() => folder.remove());

describe('the settings file', () => {
  it.each([
    ['nope.yml', 'FILE_NOT_FOUND', 'reading the settings file nope.yml: there is no such file'],
    ['.', 'FILE_UNREADABLE', 'reading the settings file .: it is a folder'],
    [
      'slip.yml',
      'CONFIG_INVALID',
      'slip.yml: unknown setting "fail-treshold" (did you mean fail-threshold?)',
    ],
  ])('%s is refused as %s', async (name, code, message) => {
    const refused = readConfigLayer(name, RUN_SETTINGS, folder.path);
    await expect(refused).rejects.toMatchObject({ code, message, fault: 'user' });
  });

  it('is refused with its line where it is no YAML', async () => {
    const refused = readConfigLayer('bad.yml', RUN_SETTINGS, folder.path);
    await expect(refused).rejects.toThrow(/bad\.yml is not valid YAML: .*line/);
  });

  it('is read where it is named, and need not be there where it is not', async () => {
    expect((await readConfigLayer('good.yml', RUN_SETTINGS, folder.path))?.values).toEqual({
      duration: '30s',
    });
    expect(await readConfigLayer(null, RUN_SETTINGS, folder.path)).toBeNull();
  });
});
