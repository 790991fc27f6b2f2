import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeReportFilesSink } from '../../src/adapters/report-files/report-files-sink.ts';
import { deliverReport } from '../../src/app/deliver-report.ts';
import { parseRunFile } from '../../src/model/run-file.ts';
import type { ChartImage, ChartRenderer } from '../../src/ports/chart-renderer.ts';
import { latencyProfile } from '../../src/trend/latency-profile.ts';
import { aReport } from '../support/report-builder.ts';
import { aRun } from '../support/run-builder.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

const RUNS = [aRun({ seed: 1 }), aRun({ seed: 2 })] as const;
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
const REPORT = aReport({ latency: { baseline: null, candidate: latencyProfile(RUNS, 'this') } });
const ALL = ['latency.png', 'report.json', 'report.junit.xml', 'report.md', 'run.json', 'trend.png'];

let folder: string;
let temporary: TempFolder;
beforeEach(async () => {
  temporary = await makeTempFolder();
  folder = temporary.path;
});
afterEach(() => temporary.remove());

function chartsThat(answer: () => Promise<ChartImage>): ChartRenderer {
  return { prepare: () => undefined, render: answer };
}

const drawing = chartsThat(async () => ({ kind: 'image', png: PNG }));

function sinkInto(directory: string, charts = drawing) {
  return makeReportFilesSink({ directory, shownAs: 'results', charts });
}

it.each<[string, (directory: string) => Promise<unknown>, RegExp]>([
  ['a file is in its place', (directory) => writeFile(directory, ''), /file where/],
  ['its parent is a file', (directory) => writeFile(path.dirname(directory), ''), /file where|nothing can/],
  [
    'a directory is where a file should be',
    (directory) => mkdir(path.join(directory, 'report.md'), { recursive: true }),
    /directory where a file/,
  ],
  ['it leads in a circle', async (directory) => symlink(directory, directory), /ELOOP|file where/],
])('fails with a hint, and nothing else, when %s', async (when, prepare, cause) => {
  const directory = path.join(folder, 'deep', 'results');
  if (!when.startsWith('its parent')) await mkdir(path.dirname(directory), { recursive: true });
  await prepare(directory);
  const delivery = await sinkInto(directory).deliver(REPORT, RUNS);
  expect(delivery).toMatchObject({ kind: 'failed', what: expect.stringContaining('results') });
  expect(delivery.kind === 'failed' && delivery.cause).toMatch(cause);
  expect(delivery.kind === 'failed' && delivery.hint).toContain('--out');
});

it('is known before the load to be writable, or not', async () => {
  await writeFile(path.join(folder, 'file'), '');
  await expect(sinkInto(path.join(folder, 'file')).checkWritable?.()).rejects.toMatchObject({
    code: 'FILE_UNWRITABLE',
    fault: 'environment',
    message:
      'writing the report into results: expected to be able to write there, but there is a file where the directory should be',
  });
  await sinkInto(path.join(folder, 'deep', 'results')).checkWritable?.();
  expect(await readdir(path.join(folder, 'deep', 'results'))).toEqual([]);
});

it.skipIf(process.getuid?.() === 0)(
  'fails with a hint when the directory is read-only (root may write anywhere, so not as root)',
  async () => {
    await chmod(folder, 0o500);
    const delivery = await sinkInto(path.join(folder, 'results')).deliver(REPORT, RUNS);
    expect(delivery).toMatchObject({ kind: 'failed', cause: 'permission denied' });
  },
);

it.each<[string, ChartRenderer]>([
  ['is unavailable', chartsThat(async () => ({ kind: 'unavailable', reason: 'no fonts' }))],
  ['throws', chartsThat(() => Promise.reject(new Error('no fonts')))],
])('tells of a chart that %s, in the report too, and takes an older one away', async (_, charts) => {
  await writeFile(path.join(folder, 'trend.png'), 'of an earlier job');
  const delivery = await sinkInto(folder, charts).deliver(REPORT, RUNS);
  expect(delivery).toMatchObject({
    kind: 'delivered',
    notices: [{ code: 'chart-failed' }, { code: 'chart-failed' }],
  });
  expect(await readdir(folder)).toEqual(ALL.filter((name) => !name.endsWith('.png')));
  const written = JSON.parse(await readFile(path.join(folder, 'report.json'), 'utf8'));
  expect(written.notices[0].text).toContain('no fonts');
  expect(written.artifacts).not.toHaveProperty('trend');
});

it('writes every format and chart, names them in the report, and leaves nothing else', async () => {
  const directory = path.join(folder, 'made', 'on', 'the', 'way');
  const delivery = await sinkInto(directory).deliver(REPORT, RUNS);
  expect(await readdir(directory)).toEqual(ALL);
  const written = JSON.parse(await readFile(path.join(directory, 'report.json'), 'utf8'));
  expect(Object.values(written.artifacts).sort()).toEqual(ALL);
  expect(delivery).toMatchObject({ kind: 'delivered', artifacts: written.artifacts, notices: [] });
  expect(await readFile(path.join(directory, 'trend.png'))).toEqual(Buffer.from(PNG));
  expect(await readFile(path.join(directory, 'report.md'), 'utf8')).toContain('![trend chart](trend.png)');
});

it('writes the rounds so that they can be compared again', async () => {
  await sinkInto(folder).deliver(REPORT, RUNS);
  expect(parseRunFile(await readFile(path.join(folder, 'run.json'), 'utf8'), 'run.json')).toEqual(RUNS);
});

it('replaces the files of an earlier job', async () => {
  await sinkInto(folder).deliver(aReport({ key: 'old' }), RUNS);
  await sinkInto(folder).deliver(REPORT, RUNS);
  expect(JSON.parse(await readFile(path.join(folder, 'report.json'), 'utf8')).key).toBe('checkout-api');
  expect(await readdir(folder)).toEqual(ALL);
});

it('adds what sinks wrote and noticed to the report, and only warns of those that failed', async () => {
  const warnings: string[] = [];
  const silent = () => {};
  const logger = { debug: silent, info: silent, error: silent, warn: (text: string) => warnings.push(text) };
  await writeFile(path.join(folder, 'taken'), '');
  const sinks = [sinkInto(path.join(folder, 'taken')), sinkInto(path.join(folder, 'out'))];
  const delivered = await deliverReport(REPORT, RUNS, sinks, logger);
  expect(delivered.artifacts.report).toBe('report.json');
  expect(delivered.verdict).toEqual(REPORT.verdict);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/--out/);
});
