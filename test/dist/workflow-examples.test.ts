import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ActionRunner, hasBundledAction, startActionRunner } from '../support/action-runner.ts';
import { checkOut, gateSteps } from '../support/gate-step.ts';

/** In order: those without a key of their own share a baseline, so that the later ones find the first one's. */
const GATES = [
  ['examples/pull-request-gate/perf-gate.yml', 'latency', 'no-baseline'],
  ['examples/paired-gate/perf-gate.yml', 'latency', 'passed'],
  ['examples/fresh-runner-confirmation/perf-gate.yml', 'latency', 'passed'],
  ['examples/fresh-runner-confirmation/perf-gate.yml', 'confirmation', 'passed'],
  ['examples/fork-safe-comment/perf-gate.yml', 'latency', 'passed'],
  ['examples/monorepo-matrix/perf-gate.yml', 'latency', 'no-baseline'],
  ['examples/ghes-self-hosted/perf-gate.yml', 'latency', 'no-baseline'],
  ['.github/workflows/perf-gate.yml', 'latency', 'no-baseline'],
] as const;

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
    const step = (await gateSteps(file)).find((candidate) => candidate.job === job);
    if (step === undefined) throw new Error(`${file} has no gate in its job ${job}`);
    const inputs = { ...step.inputs };
    for (const name of PLACES)
      if (inputs[name] !== undefined) inputs[name] = runner.workspace.file(placeOf(name));
    const load = { rate: 30, durationMs: 60_000, medianMs: 20, sigma: 0.2, jobSigma: 0 };
    const env = `${inputs.env ?? ''}\nFAKE_K6=${JSON.stringify(load)}`;
    const runId = GATES.findIndex((gate) => gate[0] === file && gate[1] === job) + 1;
    const { code, log, outputs } = await runner.step({ job: { runId }, inputs: { ...inputs, env } });
    // T-03
    expect(log).toMatch(/^::add-mask::ghs_/);
    expect(log).not.toMatch(/there is no input|::error/);
    expect(outputs).toMatchObject({ verdict, regressed: 'false' });
    expect(code).toBe(0);
  });
});

function placeOf(input: string): string {
  return input === 'k6-path' ? 'bin/k6' : 'baselines';
}
