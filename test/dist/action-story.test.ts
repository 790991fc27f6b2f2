import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pull, push, sha } from '../support/action-jobs.ts';
import { type ActionRunner, startActionRunner } from '../support/action-runner.ts';

const SLOW = { slowdown: 1.7 };
/** A baseline of few runs asks for more looks, which is not what is told here. */
const ONE_LOOK = { inputs: { 'max-rounds': '1' } };

/** One story, in order: each step stands on the one before. */
describe('the built Action, from a first run to an accepted change', () => {
  let runner: ActionRunner;
  beforeAll(async () => {
    runner = await startActionRunner();
    runner.board.open({ number: 7, headSha: sha('b'), headBranch: 'ranks', title: 'Rank by relevance' });
  });
  afterAll(() => runner.close());

  const comments = () => runner.board.of(7).map(({ body }) => body);

  it('starts a baseline on main: outputs, summary, artifact, and an entry in the cache', async () => {
    const { code, log, outputs, summary } = await runner.step(push(1));
    expect(log).toContain('part of the baseline from now on (a valid run of main)');
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ verdict: 'no-baseline', regressed: 'false', 'baseline-sha': '' });
    expect(Number(outputs.p95)).toBeGreaterThan(20);
    expect(outputs['artifact-url']).toMatch(
      /^https:\/\/github\.com\/octo\/shop\/actions\/runs\/1\/artifacts\/\d+$/,
    );
    expect(summary).toContain('No baseline');
    expect(runner.service.caches.entries).toHaveLength(1);
    expect((await readFile(outputs['chart-path'] ?? '')).subarray(1, 4).toString()).toBe('PNG');
  });

  it('fills it', async () => {
    for (const runId of [2, 3]) expect((await runner.step(push(runId, {}, ONE_LOOK))).code).toBe(0);
    expect(runner.service.caches.entries).toHaveLength(3);
  });

  it('passes an unchanged pull request without a word, and leaves no trace of it', async () => {
    const { code, outputs, log } = await runner.step(pull(4));
    expect(log).toContain('runs of pull requests never enter the history');
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ verdict: 'passed', 'baseline-sha': sha('a'), 'comment-url': '' });
    expect(comments()).toEqual([]);
    expect(runner.service.caches.entries).toHaveLength(3);
  });

  it('fails a slower one, when everything is written: comment, summary, artifact, annotation, outputs', async () => {
    const { code, outputs, log, summary } = await runner.step(pull(5, SLOW));
    expect(code).toBe(1);
    expect(outputs).toMatchObject({ verdict: 'regressed', regressed: 'true', 'accepted-by': '' });
    expect(Number(outputs['change-percent'])).toBeGreaterThan(40);
    expect(Number(outputs['ci-low'])).toBeGreaterThan(0);
    expect(comments()).toEqual([expect.stringContaining('❌')]);
    expect(comments()[0]).toContain('perf-gate:accept');
    expect(outputs['comment-url']).toContain('/pull/7#issuecomment-');
    expect(summary).toContain('❌');
    expect(log).toMatch(/^::error title=perf-gate%3A Regressed/m);
    const report = JSON.parse(await readFile(outputs['report-path'] ?? '', 'utf8'));
    expect(report).toMatchObject({ commit: sha('b'), branch: 'ranks', pullRequest: 7, verdict: 'regressed' });
    expect(path.basename(outputs['report-path'] ?? '')).toBe('report.json');
  });

  it('is green in a second attempt once a person has set the label, and says who', async () => {
    runner.board.label(7, 'perf-gate:accept', 'carol');
    const { code, outputs, log } = await runner.step(pull(5, SLOW, { job: { runId: 5, attempt: 2 } }));
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ verdict: 'regressed', regressed: 'true', 'accepted-by': 'carol' });
    expect(log).toContain('Accepted by carol: label perf-gate:accept on #7 (Rank by relevance).');
    expect(comments()).toEqual([expect.stringContaining('Accepted by')]);
    expect(runner.service.caches.entries).toHaveLength(3);
  });

  it('makes the new level the baseline when the pull request is merged', async () => {
    const merge = runner.board.merge(7);
    const { code, outputs, log } = await runner.step(push(6, SLOW, { job: { runId: 6, sha: merge } }));
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ verdict: 'regressed', 'accepted-by': 'carol' });
    expect(log.replace(/\s+/g, ' ')).toContain('The baseline starts anew from this level.');
    expect(runner.service.caches.entries).toHaveLength(4);
    const next = await runner.step(push(7, SLOW, ONE_LOOK));
    expect(next.code).toBe(0);
    expect(next.outputs).toMatchObject({ regressed: 'false', 'baseline-sha': merge });
  });
});
