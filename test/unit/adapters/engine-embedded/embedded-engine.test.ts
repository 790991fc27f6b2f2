import { describe, expect, it } from 'vitest';
import { makeEmbeddedEngine } from '../../../../src/adapters/engine-embedded/embedded-engine.ts';
import { unknownHealth } from '../../../../src/adapters/engine-embedded/health.ts';
import type { LoadPlan } from '../../../../src/model/load-plan.ts';
import { type Script, ScriptedBackend } from '../../../support/scripted-backend.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const PLAN: LoadPlan = {
  script: '/test/script.js',
  env: {},
  durationMs: null,
  vus: null,
  tags: {},
  timeoutMs: 600_000,
  seed: 1,
};

async function runPlan(script: Script, plan: Partial<LoadPlan> = {}, abortAtMs?: number) {
  const clock = new VirtualClock();
  const controller = new AbortController();
  if (abortAtMs !== undefined) clock.at(abortAtMs, () => controller.abort('SIGTERM'));
  const backend = new ScriptedBackend(clock, script);
  const engine = makeEmbeddedEngine({
    version: '1.2.3',
    makeBackend: () => backend,
    clock,
    meter: () => unknownHealth,
  });
  const logs: string[] = [];
  const control = {
    signal: controller.signal,
    onProgress: () => undefined,
    onLog: (line: string) => logs.push(line),
  };
  const load = engine.run({ ...PLAN, ...plan }, control);
  const read = async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of load.output) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };
  const [text, outcome] = await clock.run(Promise.all([read(), load.outcome]));
  return { text, outcome, backend, logs, clock };
}

const iterations = (durationMs: number): Script => ({ call: () => ({ durationMs }) });

describe('the embedded engine', () => {
  it('is what it is recorded as', async () => {
    const clock = new VirtualClock();
    const makeBackend = () => new ScriptedBackend(clock, iterations(1));
    const probe = await makeEmbeddedEngine({ version: '1.2.3', makeBackend }).probe();
    const identity = { name: 'embedded', version: '1.2.3', backend: 'scripted', node: process.versions.node };
    expect(probe).toEqual({ kind: 'available', identity });
  });

  it('ends with why there was no load, and an output of nothing', async () => {
    const { text, outcome } = await runPlan({ ...iterations(1), loadError: new Error('no') });
    expect(text).toBe('');
    expect(outcome.end).toMatchObject({ kind: 'failed', code: 'ENGINE_FAILED' });
  });

  it('does not reject when the backend cannot even be made', async () => {
    const clock = new VirtualClock();
    const engine = makeEmbeddedEngine({
      version: '1',
      clock,
      makeBackend: () => {
        throw new Error('no workers');
      },
    });
    const load = engine.run(PLAN, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onLog: () => undefined,
    });
    expect((await clock.run(load.outcome)).end).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('no workers'),
    });
    for await (const _ of load.output) throw new Error('there is no output');
  });

  it('gives NDJSON, with the tags of the plan and its duration and VUs', async () => {
    const { text, outcome } = await runPlan(iterations(100), {
      durationMs: 1_000,
      vus: 2,
      tags: { round: '1' },
    });
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const points = lines.filter((line) => line.type === 'Point' && line.metric === 'iterations');
    expect(points).toHaveLength(20);
    expect(points[0].data.tags).toEqual({ group: '', round: '1', scenario: 'default' });
    expect(outcome).toMatchObject({ end: { kind: 'finished' }, offeredRate: null });
  });

  it('an abort ends it as interrupted by that signal', async () => {
    const { outcome } = await runPlan(iterations(100), { durationMs: 60_000 }, 1_050);
    expect(outcome.end).toEqual({ kind: 'interrupted', signal: 'SIGTERM' });
  });

  it('a plan that takes too long is timed out', async () => {
    const { outcome } = await runPlan(iterations(100), { durationMs: 60_000, timeoutMs: 2_000 });
    expect(outcome.end).toEqual({ kind: 'timed-out', afterMs: 2_000 });
  });

  it('a teardown that does not end is killed some time after an abort', async () => {
    const script: Script = {
      description: { exportedFunctions: ['default', 'teardown'], options: { teardownTimeout: '1h' } },
      call: ({ exec }) =>
        exec === 'teardown' ? { durationMs: 3_600_000, isDeaf: true } : { durationMs: 100 },
    };
    const { clock, outcome } = await runPlan(script, { durationMs: 60_000 }, 1_000);
    expect(outcome.end.kind).toBe('interrupted');
    expect(clock.monotonic()).toBe(31_000);
  });

  it('says that handleSummary is not called', async () => {
    const script = { ...iterations(1), description: { exportedFunctions: ['default', 'handleSummary'] } };
    const { outcome, backend } = await runPlan(script);
    expect(outcome.notices.map((notice) => notice.code)).toEqual(['handle-summary-not-called']);
    expect(backend.callsOf('handleSummary')).toEqual([]);
  });

  it('leaves no timer behind', async () => {
    const { clock } = await runPlan(iterations(10), { durationMs: 1_000 }, 500);
    expect(clock.pending).toBe(0);
  });
});
