import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { runAction } from '../../src/action/run-action.ts';
import { parseOutputs } from '../support/action-outputs.ts';
import { type ActionsService, startActionsService } from '../support/actions-service/actions-service.ts';
import type { RunnerJob } from '../support/actions-service/runner-environment.ts';
import { installFakeK6 } from '../support/fake-k6.ts';
import { writeRamp } from '../support/replayed-ramp.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

const HOME = process.cwd();

let service: ActionsService;
beforeAll(async () => {
  service = await startActionsService();
});
afterAll(() => service.close());

let workspace: TempFolder;
beforeEach(async () => {
  workspace = await makeTempFolder();
  await mkdir(workspace.file('bin'));
  await installFakeK6(workspace.file('bin'));
  await writeRamp(workspace, 'load', 80);
});
afterEach(async () => {
  process.chdir(HOME);
  vi.unstubAllEnvs();
  await workspace.remove();
});

/** One step of a job, on main unless told. */
async function step(inputs: Readonly<Record<string, string>>, runner: RunnerJob = { runId: 1 }) {
  const [output, page] = [workspace.file('output'), workspace.file('page.md')];
  for (const file of [output, page]) await writeFile(file, '');
  const job = { ...service.environment(runner), GITHUB_WORKSPACE: workspace.path };
  // The client of artifacts reads the process's own.
  for (const [name, value] of Object.entries(job)) vi.stubEnv(name, value);
  const given = { script: 'load.js', test: 'stress', 'slo-p95': '300ms', ...inputs };
  let log = '';
  const code = await runAction({
    variables: {
      ...job,
      PATH: `${workspace.file('bin')}:${process.env.PATH ?? ''}`,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: page,
      ...Object.fromEntries(
        Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
    },
    cwd: workspace.path,
    stdout: { write: (text) => (log += text) },
    signal: new AbortController().signal,
  });
  const outputs = parseOutputs(await readFile(output, 'utf8'));
  return { code, log, outputs, page: await readFile(page, 'utf8') };
}

it('a stress test as a step says what it found: files, page, annotation, outputs, artifact, exit code', async () => {
  const { code, log, outputs, page } = await step({ 'min-capacity': '90' });
  expect(code).toBe(1);
  expect(outputs).toEqual({
    verdict: 'slo-breached',
    regressed: 'true',
    'accepted-by': '',
    'report-path': workspace.file('perf-gate-results/finding.json'),
    'chart-path': workspace.file('perf-gate-results/stress.png'),
    'artifact-name': 'perf-gate-stress',
    'artifact-url': expect.stringContaining('/actions/runs/1/artifacts/'),
  });
  expect(await readdir(workspace.file('perf-gate-results'))).toEqual(
    expect.arrayContaining(['finding.json', 'finding.md', 'stress.png']),
  );
  expect(page).toContain('## Stress test: slo-breached');
  expect(page).toMatch(/^\| requests\/s \| p50 \| p95 \| errors \| not sent \|$/m);
  expect(page).toContain('[charts and full report](');
  expect(log).toContain('stress test: slo-breached');
  expect(log).toMatch(/^::error title=perf-gate%3A stress test%3A slo breached::/m);
  expect(page).toContain(
    'Later tests are not held against this one: latencies beside broken SLOs are no baseline.',
  );
});

it('findings are kept in the cache by runs of the branch; a pull request is held against them and leaves none', async () => {
  const ours = () => service.caches.entries.filter(({ key }) => key.includes('findings%2fstress%2fshop'));
  const shop = { 'baseline-key': 'shop', 'max-rounds': '1' };
  expect((await step(shop, { runId: 2 })).outputs.verdict).toBe('no-baseline');
  expect(ours()).toMatchObject([{ ref: 'refs/heads/main' }]);
  // What an evicted cache is filled from again.
  const document = await readFile(workspace.file('perf-gate-results/baseline.json'), 'utf8');
  expect(JSON.parse(document).records).toMatchObject([{ key: 'findings/stress/shop' }]);
  const pull = { ref: 'refs/pull/7/merge', baseRef: 'main', headRef: 'ranks', event: 'pull_request' };
  const { outputs, page } = await step({ ...shop, 'update-baseline': 'always' }, { runId: 3, ...pull });
  expect(outputs.verdict).toBe('inconclusive');
  expect(page).toMatch(/Capacity is .* of 1 earlier test: too uncertain after 1 ramp/);
  expect(page).toContain('runs of pull requests never enter the history');
  expect(ours()).toHaveLength(1);
});
