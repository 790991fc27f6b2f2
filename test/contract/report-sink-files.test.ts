import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll } from 'vitest';
import { makeReportFilesSink } from '../../src/adapters/report-files/report-files-sink.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { describeReportSink } from './report-sink.contract.ts';

let folder: TempFolder;
beforeAll(async () => {
  folder = await makeTempFolder();
});
afterAll(() => folder.remove());

const charts = {
  prepare: () => undefined,
  render: async () => ({ kind: 'image', png: Uint8Array.of(1) }) as const,
};

describeReportSink({
  name: 'files',
  makeWorking: async () =>
    makeReportFilesSink({ directory: folder.file('results'), shownAs: 'results', charts }),
  makeBroken: async () => {
    await writeFile(folder.file('taken'), '');
    return makeReportFilesSink({ directory: folder.file('taken'), shownAs: 'taken', charts });
  },
});
