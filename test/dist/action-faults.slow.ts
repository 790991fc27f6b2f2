import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pull, push, sha } from '../support/action-jobs.ts';
import { type ActionRunner, type StepRun, startActionRunner } from '../support/action-runner.ts';
import type { RunnerJob } from '../support/actions-service/runner-environment.ts';

const SLOW = { slowdown: 1.7 };
const CACHE_FIND = 'CacheService/GetCacheEntryDownloadURL';
const CACHE_CREATE = 'CacheService/CreateCacheEntry';
const ARTIFACT_CREATE = 'ArtifactService/CreateArtifact';
const COMMENTS = /issues\/\{issue_number\}\/comments/;
const ANY_REST = /^(GET|POST|PATCH) \//;

let runner: ActionRunner;
beforeAll(async () => {
  runner = await startActionRunner();
  runner.board.open({ number: 7, headSha: sha('b'), headBranch: 'ranks' });
  for (const runId of [1, 2, 3]) await onMain(push(runId));
});
afterAll(() => runner.close());
beforeEach(() => runner.service.faults.clear());

/** A run of main, which the API lists from then on. */
async function onMain(step: StepRun) {
  const result = await runner.step(step);
  const { runId = 0, sha: commit = '' } = step.job ?? {};
  runner.service.workflows.add({ id: runId, sha: commit });
  return result;
}

const status = (code: number) => ({ kind: 'status', status: code }) as const;

/** What goes wrong, and what both pull requests then end with: 0 and 1 as ever, or 3 where nothing could be judged. */
const FAULTS: readonly (readonly [string, () => void, Partial<RunnerJob>, 'judged' | 'not judged'])[] = [
  ['the cache answers 403', () => runner.service.faults.add(CACHE_FIND, status(403)), {}, 'judged'],
  ['the cache answers 429', () => runner.service.faults.add(CACHE_FIND, status(429)), {}, 'judged'],
  // The real client asks again for half a minute.
  ['the cache answers 500', () => runner.service.faults.add(CACHE_FIND, status(500)), {}, 'judged'],
  ['the API answers 500', () => runner.service.faults.add(ANY_REST, status(500)), {}, 'judged'],
  ['comments never answer', () => runner.service.faults.add(COMMENTS, { kind: 'time-out' }), {}, 'judged'],
  ['the results service refuses connections', () => undefined, { refused: ['results'] }, 'judged'],
  ['the API refuses connections', () => undefined, { refused: ['api'] }, 'judged'],
  ['cache and API refuse', () => undefined, { refused: ['results', 'api'] }, 'not judged'],
  ['the API answers 401', () => runner.service.faults.add(ANY_REST, status(401)), {}, 'judged'],
  ['comments answer 403', () => runner.service.faults.add(COMMENTS, status(403)), {}, 'judged'],
  ['comments answer 422', () => runner.service.faults.add(COMMENTS, status(422)), {}, 'judged'],
  ['artifacts answer 409', () => runner.service.faults.add(ARTIFACT_CREATE, status(409)), {}, 'judged'],
  ['artifacts answer 403', () => runner.service.faults.add(ARTIFACT_CREATE, status(403)), {}, 'judged'],
  [
    'the cache has damaged entries',
    () => runner.service.faults.add('GET blob', { kind: 'garbled', body: 'x' }),
    {},
    'not judged',
  ],
];

describe('a fault turns no regression into a pass and no pass into a regression', () => {
  it.each(FAULTS)('%s', async (_, begin, job, outcome) => {
    begin();
    const unchanged = await runner.step(pull(50, {}, { job }));
    const slower = await runner.step(pull(51, SLOW, { job }));
    const isJudged = outcome === 'judged';
    expect([unchanged.log, unchanged.code]).toEqual([expect.anything(), isJudged ? 0 : 3]);
    expect([slower.log, slower.code]).toEqual([expect.anything(), isJudged ? 1 : 3]);
    expect(slower.outputs.verdict).toBe(isJudged ? 'regressed' : 'error');
    expect(unchanged.outputs.verdict).toBe(isJudged ? 'passed' : 'error');
  });

  it('a job that cannot be judged says why in one annotation, and what to do', async () => {
    const { log } = await runner.step(pull(52, {}, { job: { refused: ['results', 'api'] } }));
    expect(log.match(/^::error/gm)).toHaveLength(1);
    expect(log).toMatch(/^::error title=perf-gate::reading the baseline of "load": .*%0A\S/m);
  });
});

describe('a fault loses no baseline', () => {
  const entries = () => runner.service.caches.entries.length;

  it.each([
    ['the cache cannot be written', CACHE_CREATE, 403],
    ['nor found writable for long', CACHE_CREATE, 409],
    ['the artifact cannot be uploaded', ARTIFACT_CREATE, 403],
  ])('%s', async (_, endpoint, code) => {
    const before = await jobsOfBaseline(60);
    runner.service.faults.add(endpoint, status(code));
    expect((await onMain(push(100 + code + endpoint.length))).code).toBe(0);
    runner.service.faults.clear();
    expect(await jobsOfBaseline(61)).toBeGreaterThanOrEqual(before);
  });

  it('two jobs of main that file at once are both in it', async () => {
    const before = await jobsOfBaseline(66);
    const both = await Promise.all([onMain(push(67)), onMain(push(68, {}, { job: { runId: 68 } }))]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(await jobsOfBaseline(69)).toBe(before + 2);
  });

  it('an evicted cache is filled again from the artifact of the last good run', async () => {
    // The artifact of the newest good run has what the cache has.
    expect((await onMain(push(59))).code).toBe(0);
    const before = await jobsOfBaseline(62);
    runner.service.caches.evict();
    expect(await jobsOfBaseline(63)).toBe(before);
    expect((await onMain(push(64))).code).toBe(0);
    expect(entries()).toBe(1);
    expect(await jobsOfBaseline(65)).toBe(before + 1);
  });

  /** As a pull request sees it. */
  async function jobsOfBaseline(runId: number): Promise<number> {
    const { log } = await runner.step(pull(runId, {}, { inputs: { 'comment-mode': 'never' } }));
    return Number(/Baseline: .*?(\d+) jobs?/s.exec(log)?.[1] ?? Number.NaN);
  }
});
