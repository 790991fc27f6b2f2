import { expect, it } from 'vitest';
import { redactRun } from '../../../src/ingest/redact-run.ts';
import { type RunFrame, runFromResults, runWithoutResults } from '../../../src/ingest/run-from-results.ts';
import { GateError } from '../../../src/model/gate-error.ts';
import { ingestText } from '../../support/ingest-text.ts';
import { runLines } from '../../support/ndjson-writer.ts';

const FRAME: RunFrame = {
  identity: {
    id: '20260105-1',
    job: '20260105-1',
    round: 1,
    role: 'candidate',
    commit: null,
    parentCommit: null,
    branch: null,
    pullRequest: null,
    runUrl: null,
    startedAt: '2026-01-05T12:00:00Z',
  },
  fingerprint: {
    engine: { name: 'k6', version: '2.2.0', backend: null, node: null },
    machine: { runner: 'local', os: 'linux', kernel: '6', cpuModel: 'x', cores: 2, memoryMb: 1 },
    scriptHash: 'abc',
    loadShape: {},
  },
  outcome: {
    end: { kind: 'finished' },
    thresholds: [],
    generator: { cpuShare: 0.2, loopUtilisation: null },
    offeredRate: 10,
    exceptions: null,
    notices: [{ code: 'engine', text: 'said something' }],
  },
};

it('joins what the engine knows with what the samples say', async () => {
  const results = await ingestText(
    `${[...runLines({ requests: 20, ratePerSecond: 10, seed: 1 })].join('')}cut`,
  );
  const run = runFromResults(results, FRAME);
  expect(run).toMatchObject({
    schemaVersion: 1,
    identity: FRAME.identity,
    end: { kind: 'finished' },
    load: { requests: 20, offeredRate: 10 },
    summaryOnly: false,
  });
  expect(run.notices.map(({ code }) => code)).toEqual(['engine', 'results-cut']);
  expect(run).not.toHaveProperty('summary');
  expect(JSON.parse(JSON.stringify(run))).toEqual(run);
});

it('tells exceptions beside the iterations of the whole run, and never more of them than iterations', async () => {
  const lines = [...runLines({ requests: 20, ratePerSecond: 10, seed: 1 })].join('');
  const results = { ...(await ingestText(lines)), iterations: 40 };
  const of = (iterations: number) =>
    runFromResults(results, {
      ...FRAME,
      outcome: { ...FRAME.outcome, exceptions: { iterations, first: 'Error: a' } },
    }).load.exceptions;
  expect(of(30)).toEqual({ iterations: 30, of: 40, first: 'Error: a' });
  expect(of(41)).toEqual({ iterations: 41, of: 41, first: 'Error: a' });
  expect(runFromResults(results, FRAME).load).not.toHaveProperty('exceptions');
});

it('counts iterations of the warm-up among those of the whole run', async () => {
  const results = await ingestText([...runLines({ requests: 20, ratePerSecond: 10, seed: 1 })].join(''));
  expect(results.iterations).toBeGreaterThanOrEqual(results.load.iterations);
  expect(results.iterations).toBe(20);
});

it('says no secret that an exception quotes', async () => {
  const results = await ingestText([...runLines({ requests: 20, ratePerSecond: 10, seed: 1 })].join(''));
  const exceptions = { iterations: 1, first: 'Error: token s3cret' };
  const run = runFromResults(results, { ...FRAME, outcome: { ...FRAME.outcome, exceptions } });
  expect(redactRun(run, (text) => text.replace('s3cret', '***')).load.exceptions?.first).toBe(
    'Error: token ***',
  );
});

it('keeps what a summary states, and its thresholds unless the engine has its own', async () => {
  const results = await ingestText(
    '{"metrics":{"http_req_duration":{"p(95)":50,"thresholds":{"p(95)<40":true}},"http_reqs":{"count":9}}}',
  );
  const run = runFromResults(results, FRAME);
  expect(run).toMatchObject({ summaryOnly: true, series: [], summary: [{ p95: 50 }] });
  expect(run.thresholds).toEqual([{ metric: 'http_req_duration', expression: 'p(95)<40', ok: false }]);
  const own = [{ metric: 'checks', expression: 'rate>0.9', ok: true }];
  expect(
    runFromResults(results, { ...FRAME, outcome: { ...FRAME.outcome, thresholds: own } }).thresholds,
  ).toEqual(own);
});

it('records a run whose results could not be read as one that measured nothing', () => {
  const error = new GateError('RESULTS_EMPTY', 'reading x: nothing was in it', { fault: 'environment' });
  const run = runWithoutResults(FRAME, error, 10_000);
  expect(run).toMatchObject({ series: [], summaryOnly: false, load: { requests: 0, warmUpMs: 10_000 } });
  expect(run.notices).toContainEqual({ code: 'RESULTS_EMPTY', text: error.message });
  const end = { kind: 'failed', code: 'SCRIPT_INVALID', message: 'no', hint: null } as const;
  const failed = runWithoutResults({ ...FRAME, outcome: { ...FRAME.outcome, end, notices: [] } }, error, 0);
  expect(failed.notices).toEqual([]);
});
