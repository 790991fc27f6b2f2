import { expect, it } from 'vitest';
import { readRuns } from '../../../src/app/read-runs.ts';
import { renderRunFile } from '../../../src/model/run-file.ts';
import { runLines } from '../../support/ndjson-writer.ts';
import { aRun } from '../../support/run-builder.ts';

function read(path: string, content: string, role: 'baseline' | 'candidate' = 'candidate') {
  const reader = {
    async *read() {
      yield Buffer.from(content);
    },
  };
  return readRuns(path, reader, { warmUpMs: 10_000, metrics: ['http_req_duration'], role });
}

const NDJSON = [...runLines({ requests: 1_500, ratePerSecond: 50, seed: 1 })].join('');

it('gives the runs of a run.json as they are', async () => {
  const runs = [aRun({ seed: 1 }), aRun({ seed: 2 })] as const;
  expect(await read('run.json', renderRunFile(runs))).toEqual(runs);
});

it('takes files of k6 for a job each as baselines, and for rounds of one job as candidates', async () => {
  const jobs = async (role: 'baseline' | 'candidate') =>
    (await Promise.all([read('a', NDJSON, role), read('b', NDJSON, role)])).map(([run]) => run.identity.job);
  expect(new Set(await jobs('baseline')).size).toBe(2);
  expect(new Set(await jobs('candidate')).size).toBe(1);
});

it('says of a report that it is no result, instead of that it is empty', async () => {
  const report = JSON.stringify({ schemaVersion: 1, verdict: { kind: 'passed' } });
  await expect(read('report.json', report)).rejects.toMatchObject({
    code: 'FORMAT_UNKNOWN',
    hint: expect.stringContaining('run.json'),
  });
});

it('names a run.json that is damaged', async () => {
  await expect(read('run.json', '{"schemaVersion":1,"runs":[{}]}')).rejects.toMatchObject({
    code: 'RESULTS_DAMAGED',
    message: expect.stringContaining('run.json'),
  });
});
