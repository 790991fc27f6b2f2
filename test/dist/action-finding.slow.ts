import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { push } from '../support/action-jobs.ts';
import { type ActionRunner, startActionRunner } from '../support/action-runner.ts';
import { writeRamp } from '../support/replayed-ramp.ts';

let runner: ActionRunner;
beforeAll(async () => {
  runner = await startActionRunner();
  await writeRamp(runner.workspace, 'good', 80);
  await writeRamp(runner.workspace, 'slow', 40);
});
afterAll(() => runner.close());

function stress(runId: number, inputs: Readonly<Record<string, string>>) {
  const given = { script: 'good.js', env: '', test: 'stress', 'slo-p95': '300ms', ...inputs };
  return runner.step(push(runId, {}, { inputs: given }));
}

it('a stress test is held against the findings that a directory keeps', async () => {
  const kept = { 'baseline-store': './baselines', 'update-baseline': 'always', 'baseline-key': 'shop' };
  for (let runId = 1; runId <= 5; runId++) expect((await stress(runId, kept)).code).toBe(0);
  expect(await readdir(runner.workspace.file('baselines/.findings/findings%2fstress%2fshop'))).toHaveLength(
    5,
  );
  const { code, outputs } = await stress(6, { ...kept, script: 'slow.js' });
  expect({ code, verdict: outputs.verdict }).toEqual({ code: 1, verdict: 'regressed' });
});

it('report-only tells a broken promise and never fails', async () => {
  const { code, outputs, log } = await stress(7, { 'min-capacity': '90', mode: 'report-only' });
  expect({ code, verdict: outputs.verdict }).toEqual({ code: 0, verdict: 'slo-breached' });
  expect(log).toMatch(/^::warning title=perf-gate%3A stress test%3A slo breached::/m);
});

it('without a script the one that comes with perf-gate is run, and a load that is no spike is invalid', async () => {
  const load = JSON.stringify({ rate: 20, durationMs: 120_000 });
  const { code, outputs, summary } = await stress(8, { script: '', test: 'spike', env: `FAKE_K6=${load}` });
  expect({ code, verdict: outputs.verdict }).toEqual({ code: 3, verdict: 'invalid' });
  expect(summary).toContain('## Spike test: invalid');
});
