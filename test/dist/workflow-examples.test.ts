import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ActionRunner, hasBundledAction, startActionRunner } from '../support/action-runner.ts';
import { repositoryDocument } from '../support/actions-service/rest/documents.ts';
import { checkOut, type GateStep, gateSteps } from '../support/gate-step.ts';
import { aWorkflowRunEvent } from '../support/workflow-run-event.ts';

/** In order: those without a key of their own share a baseline, so that the later ones find the first one's. */
const GATES = [
  ['examples/pull-request-gate/perf-gate.yml', 'latency', 'no-baseline'],
  ['examples/paired-gate/perf-gate.yml', 'latency', 'passed'],
  // One run of history is too little to be sure at one look, which is what the second job is for.
  ['examples/fresh-runner-confirmation/perf-gate.yml', 'latency', 'inconclusive'],
  ['examples/fresh-runner-confirmation/perf-gate.yml', 'confirmation', 'passed'],
  ['examples/fork-safe-comment/perf-gate.yml', 'latency', 'passed'],
  ['examples/monorepo-matrix/perf-gate.yml', 'latency', 'no-baseline'],
  ['examples/ghes-self-hosted/perf-gate.yml', 'latency', 'no-baseline'],
  ['.github/workflows/perf-gate.yml', 'latency', 'no-baseline'],
] as const;

const ENTERPRISE = { GITHUB_SERVER_URL: 'https://git.acme.example', RUNNER_ENVIRONMENT: 'self-hosted' };

/** Each run takes seconds, so `npm test` runs the first two; `npm run test:examples` runs all. */
const QUICK = process.env.PERF_GATE_EXAMPLES === 'all' ? GATES.length : 2;

/** Settings that name places of the machine; here the machine is the workspace. */
const PLACES = ['k6-path', 'baseline-store'];

describe.skipIf(!hasBundledAction)('the step of each example, run by the built Action', () => {
  let runner: ActionRunner;
  beforeAll(async () => {
    runner = await startActionRunner();
    await checkOut(runner.workspace);
  });
  afterAll(() => runner.close());

  it.skip.each(GATES.slice(QUICK))('%s, job %s: only with npm run test:examples', () => undefined);

  it.each(GATES.slice(0, QUICK))('%s, job %s: %s', async (file, job, verdict) => {
    const step = await gateStep(file, job);
    const inputs = { ...step.inputs };
    for (const name of PLACES)
      if (inputs[name] !== undefined) inputs[name] = runner.workspace.file(placeOf(name));
    const earlier = inputs['earlier-runs'];
    if (earlier !== undefined) {
      // What the job before it left, as the step before this one would have downloaded it.
      await mkdir(path.dirname(runner.workspace.file(earlier)), { recursive: true });
      await copyFile(runner.workspace.file('perf-gate-results/run.json'), runner.workspace.file(earlier));
    }
    const load = { rate: 30, durationMs: 60_000, medianMs: 20, sigma: 0.2, jobSigma: 0 };
    const env = `${inputs.env ?? ''}\nFAKE_K6=${JSON.stringify(load)}`;
    const runId = GATES.findIndex((gate) => gate[0] === file && gate[1] === job) + 1;
    const { code, log, outputs } = await runner.step({
      job: { runId },
      inputs: { ...inputs, env },
      permissions: step.permissions,
      variables: file.includes('ghes') ? ENTERPRISE : {},
    });
    // T-03
    expect(log).toMatch(/^::add-mask::ghs_/);
    expect(log).not.toMatch(/there is no input|::error|permissions:/);
    expect(outputs).toMatchObject({ verdict, regressed: 'false' });
    expect(code).toBe(0);
  });
});

/** The two workflows for forks, one after the other, with the rights that they ask for. */
describe.skipIf(!hasBundledAction || QUICK < GATES.length)('the workflows for forks', () => {
  const HEAD = 'c'.repeat(40);
  let runner: ActionRunner;
  beforeAll(async () => {
    runner = await startActionRunner();
    await checkOut(runner.workspace);
  });
  afterAll(() => runner.close());

  it('judge without rights, and comment without code', async () => {
    const fork = { number: 12, headRepository: 'mallory/shop', headBranch: 'faster', headSha: HEAD };
    const pull = runner.board.open(fork);
    const gate = await gateStep('examples/fork-safe-comment/perf-gate.yml', 'latency');
    const job = { runId: 50, event: 'pull_request', ref: 'refs/pull/12/merge', baseRef: 'main', sha: HEAD };
    const judged = await runner.step({ job, inputs: gate.inputs, permissions: { contents: 'read' } });
    expect(judged.code).toBe(0);
    expect(runner.board.of(12)).toEqual([]);

    runner.service.workflows.add({ id: 50, event: 'pull_request', sha: HEAD });
    const companion = await gateStep('examples/fork-safe-comment/perf-gate-comment.yml', 'comment');
    const headRepositoryId = Number(repositoryDocument('mallory', 'shop', '').id);
    const commented = await runner.step({
      job: { runId: 51, event: 'workflow_run' },
      event: aWorkflowRunEvent({ runId: 50, pull, headRepositoryId }),
      inputs: { script: '', env: '', ...companion.inputs },
      permissions: companion.permissions,
    });
    expect(commented.log).not.toMatch(/::(error|warning)/);
    expect(runner.board.of(12).map(({ body }) => body)).toEqual([expect.stringContaining('No baseline')]);
    expect(commented.outputs['comment-url']).toContain('/pull/12#issuecomment-');
  });
});

async function gateStep(file: string, job: string): Promise<GateStep> {
  const step = (await gateSteps(file)).find((candidate) => candidate.job === job);
  if (step === undefined) throw new Error(`${file} has no gate in its job ${job}`);
  return step;
}

function placeOf(input: string): string {
  return input === 'k6-path' ? 'bin/k6' : 'baselines';
}
