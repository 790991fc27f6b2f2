import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReportFile } from '../../../../src/adapters/node/report-file.ts';
import { renderJson } from '../../../../src/report/json.ts';
import { aReport } from '../../../support/report-builder.ts';
import { makeTempFolder, type TempFolder } from '../../../support/temp-folder.ts';

let folder: TempFolder;
beforeAll(async () => {
  folder = await makeTempFolder();
  await writeFile(folder.file('cut.json'), renderJson(aReport()).slice(0, 500));
  await writeFile(folder.file('other.json'), '{"schemaVersion": 1}');
  await writeFile(folder.file('report.json'), renderJson(aReport({ key: 'checkout' })));
});
afterAll(() => folder.remove());

describe('a report from a file', () => {
  it.each([
    ['none.json', 'FILE_NOT_FOUND', /there is no such file/],
    ['.', 'FILE_UNREADABLE', /it is a folder/],
    ['cut.json', 'RESULTS_DAMAGED', /reading the report cut\.json/],
    ['other.json', 'RESULTS_DAMAGED', /, and \d+ more/],
  ])('%s is refused as %s, with what to give instead', async (name, code, message) => {
    await expect(readReportFile(name, folder.path)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringContaining('artifact'),
    });
  });

  it('is read', async () => {
    expect((await readReportFile('report.json', folder.path)).key).toBe('checkout');
  });
});
