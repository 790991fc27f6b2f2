import { describe, expect, it } from 'vitest';
import type { CallEnd, VuCall } from '../../../../../src/adapters/engine-embedded/vu/vu-backend.ts';
import { GateError } from '../../../../../src/model/gate-error.ts';
import { runScripted, totalOf, valuesOf } from '../../../../support/embedded-test.ts';
import type { Script, ScriptedCall } from '../../../../support/scripted-backend.ts';

type Calls = Record<string, ScriptedCall | ((call: VuCall) => ScriptedCall)>;

/** A script of these functions, with two iterations of 100 ms unless the options say otherwise. */
function script(calls: Calls, options: Record<string, unknown> = { iterations: 2 }): Script {
  const all: Calls = { default: { durationMs: 100 }, ...calls };
  return {
    description: { options, exportedFunctions: Object.keys(all) },
    call: (call) => {
      const does = all[call.exec] ?? { durationMs: 0 };
      return typeof does === 'function' ? does(call) : does;
    },
  };
}

const threw: CallEnd = { kind: 'threw', message: 'boom', stack: 'Error: boom\n  at script.js:1:1' };
const execs = (record: Awaited<ReturnType<typeof runScripted>>) =>
  record.backend.calls.map((c) => c.call.exec);

describe('what goes wrong before any load', () => {
  it.each([
    ['SCRIPT_INVALID', 107],
    ['SCRIPT_UNSUPPORTED', 107],
    ['SCRIPT_NOT_FOUND', 255],
  ] as const)('an init context that fails with %s ends with exit code %i', async (code, exitCode) => {
    const loadError = new GateError(code, 'reading the script: no', { fault: 'user', hint: 'try again' });
    const { result, backend } = await runScripted({ script: { ...script({}), loadError } });
    expect(result.end).toEqual({
      kind: 'failed',
      code,
      message: 'reading the script: no',
      hint: 'try again',
    });
    expect(result.exitCode).toBe(exitCode);
    expect(backend.created).toEqual([]);
    expect(backend.isDisposed).toBe(true);
  });

  it('wrong options end with 104 and make no VU', async () => {
    const { result, backend } = await runScripted({ script: script({}, { vus: -1, duration: 'soon' }) });
    expect(result).toMatchObject({
      exitCode: 104,
      end: { kind: 'failed', code: 'SCRIPT_INVALID' },
      summary: null,
    });
    expect(backend.created).toEqual([]);
  });

  it('a threshold on an unknown metric ends with 104', async () => {
    const thresholds = { http_req_durations: ['p(95)<500'] };
    const { result, backend } = await runScripted({ script: script({}, { iterations: 1, thresholds }) });
    expect(result.exitCode).toBe(104);
    expect(result.end).toMatchObject({ message: expect.stringContaining('http_req_durations') });
    expect(backend.created).toEqual([]);
  });

  it('a VU whose init code throws ends the test with 107', async () => {
    const createError = () => new GateError('SCRIPT_INVALID', 'init threw', { fault: 'user' });
    const { result } = await runScripted({ script: { ...script({}), createError } });
    expect(result).toMatchObject({ exitCode: 107, end: { kind: 'failed', message: 'init threw' } });
  });

  it('a VU that never comes ends the test', async () => {
    const { result, clock } = await runScripted({ script: { ...script({}), createMs: () => 3_600_000 } });
    expect(result.end).toMatchObject({ kind: 'failed', code: 'ENGINE_FAILED' });
    expect(clock.monotonic()).toBe(60_000);
  });
});

describe('setup and teardown', () => {
  it('pass the data of setup to iterations and teardown', async () => {
    const setup = { durationMs: 50, end: { kind: 'returned', value: '{"token":"a"}' } } as const;
    const record = await runScripted({ script: script({ setup, teardown: { durationMs: 10 } }) });
    expect(execs(record)).toEqual(['setup', 'default', 'default', 'teardown']);
    expect(record.backend.calls.map((c) => [c.vu, c.call.data, c.call.group])).toEqual([
      [0, null, '::setup'],
      [1, '{"token":"a"}', ''],
      [1, '{"token":"a"}', ''],
      [0, '{"token":"a"}', '::teardown'],
    ]);
    expect(record.result.summary?.setup_data).toEqual({ token: 'a' });
  });

  it('leave traffic samples with their group and without a scenario', async () => {
    const { samples } = await runScripted({ script: script({ setup: { durationMs: 50 } }) });
    expect(samples.slice(0, 2).map(({ metric, tags }) => [metric, tags])).toEqual([
      ['data_sent', { group: '::setup' }],
      ['data_received', { group: '::setup' }],
    ]);
  });

  it('a setup that throws ends the test with 107, without load and without teardown', async () => {
    const calls = { setup: { durationMs: 1, end: threw }, teardown: { durationMs: 1 } };
    const record = await runScripted({ script: script(calls) });
    expect(execs(record)).toEqual(['setup']);
    expect(record.result).toMatchObject({
      exitCode: 107,
      end: { code: 'SCRIPT_INVALID', message: expect.stringContaining('setup() threw') },
    });
  });

  it('a setup that takes too long ends the test with 100', async () => {
    const setup = { durationMs: 10_000, isDeaf: true };
    const record = await runScripted({ script: script({ setup }, { iterations: 1, setupTimeout: '2s' }) });
    expect(record.result).toMatchObject({
      exitCode: 100,
      end: { code: 'ENGINE_FAILED', message: expect.stringContaining('setup() took longer') },
    });
    expect(record.clock.monotonic()).toBe(2_000);
  });

  it('a teardown that throws or takes too long ends with 107 or 101, and the results stay', async () => {
    const thrown = await runScripted({ script: script({ teardown: { durationMs: 1, end: threw } }) });
    expect(thrown.result).toMatchObject({
      exitCode: 107,
      end: { code: 'SCRIPT_INVALID', message: expect.stringContaining('teardown() threw') },
    });
    const slow = await runScripted({
      script: script({ teardown: { durationMs: 9_000 } }, { iterations: 1, teardownTimeout: '1s' }),
    });
    expect(slow.result).toMatchObject({
      exitCode: 101,
      end: { code: 'ENGINE_FAILED', message: expect.stringContaining('teardown() took longer') },
    });
    expect(slow.result.summary?.metrics.iterations?.values.count).toBe(1);
  });

  it('are left out by noSetup and noTeardown', async () => {
    const calls = { setup: { durationMs: 1 }, teardown: { durationMs: 1 } };
    const options = { iterations: 1, noSetup: true, noTeardown: true };
    expect(execs(await runScripted({ script: script(calls, options) }))).toEqual(['default']);
  });
});

describe('iterations', () => {
  it('that throw count, are logged twenty times, then only counted', async () => {
    const record = await runScripted({
      script: script({ default: { durationMs: 10, end: threw } }, { iterations: 30 }),
    });
    expect(totalOf(record.samples, 'iterations')).toBe(30);
    expect(record.logs.filter((line) => line.includes('boom'))).toHaveLength(20);
    expect(record.logs[0]).toContain('scenario default, VU 1, iteration 0');
    expect(record.result.notices).toContainEqual(
      expect.objectContaining({
        code: 'iterations-threw',
        text: expect.stringMatching(/ended with an exception, the first with: \S/),
      }),
    );
    expect(record.result.exceptions).toEqual({
      iterations: 30,
      first: 'Error: boom at script.js:1:1 (scenario default, VU 1, iteration 0)',
    });
    expect(record.result.exitCode).toBe(0);
  });

  it('leave four samples each, tagged with scenario and group', async () => {
    const record = await runScripted({
      script: script({}, { iterations: 1, tags: { build: '7' } }),
    });
    const tags = { build: '7', scenario: 'default', group: '' };
    expect(record.samples.map(({ metric, value, tags: own }) => [metric, value, own])).toEqual([
      ['data_sent', 100, tags],
      ['data_received', 200, tags],
      ['iteration_duration', 100, tags],
      ['iterations', 1, tags],
    ]);
  });

  it('are padded to minIterationDuration', async () => {
    const record = await runScripted({ script: script({}, { iterations: 2, minIterationDuration: '1s' }) });
    expect(record.backend.calls.map((call) => call.startedMs)).toEqual([0, 1_000]);
    expect(valuesOf(record.samples, 'iteration_duration')).toEqual([100, 100]);
  });

  it('in which the VU dies at once do not keep the test from its end', async () => {
    const died: CallEnd = { kind: 'died', message: 'out of memory' };
    const record = await runScripted({
      script: script({ default: { durationMs: 0, end: died } }, { duration: '1s', vus: 1 }),
    });
    expect(record.backend.calls).toHaveLength(10);
    expect(totalOf(record.samples, 'iterations')).toBe(0);
    expect(record.logs[0]).toContain('out of memory');
  });
});

describe('the end of a test', () => {
  it('vus and vus_max are there every second', async () => {
    const { samples } = await runScripted({ script: script({}, { vus: 2, duration: '2500ms' }) });
    expect(valuesOf(samples, 'vus')).toEqual([2, 2]);
    expect(valuesOf(samples, 'vus_max')).toEqual([2, 2]);
  });

  it('an abort interrupts iterations, and teardown and summary follow', async () => {
    const record = await runScripted({
      script: script({ teardown: { durationMs: 200 } }, { vus: 1, duration: '60s' }),
      abortAtMs: 1_050,
    });
    expect(record.result).toMatchObject({ exitCode: 105, end: { kind: 'interrupted', signal: 'SIGINT' } });
    expect(execs(record).at(-1)).toBe('teardown');
    expect(record.clock.monotonic()).toBe(1_250);
    expect(record.result.summary?.metrics.iterations?.values.count).toBe(10);
  });

  it('an abort during setup ends at once, without load and teardown', async () => {
    const calls = { setup: { durationMs: 30_000 }, teardown: { durationMs: 1 } };
    const record = await runScripted({ script: script(calls), abortAtMs: 500 });
    expect(record.result.exitCode).toBe(105);
    expect(execs(record)).toEqual(['setup']);
    expect(record.clock.monotonic()).toBe(500);
  });

  it('an abort while VUs start ends at once', async () => {
    const record = await runScripted({ script: { ...script({}), createMs: () => 10_000 }, abortAtMs: 500 });
    expect(record.result.exitCode).toBe(105);
    expect(record.backend.calls).toEqual([]);
  });

  it('a second signal ends teardown, too', async () => {
    const calls = { teardown: { durationMs: 30_000, isDeaf: true } };
    const record = await runScripted({
      script: script(calls, { vus: 1, duration: '60s' }),
      abortAtMs: 1_000,
      killAtMs: 2_000,
    });
    expect(record.clock.monotonic()).toBe(2_000);
    expect(record.result.exitCode).toBe(105);
  });

  it('a test that takes too long is timed out', async () => {
    const record = await runScripted({ script: script({}, { vus: 1, duration: '60s' }), timeoutMs: 5_000 });
    expect(record.result).toMatchObject({ exitCode: 102, end: { kind: 'timed-out', afterMs: 5_000 } });
  });

  it('exec.test.abort() ends with 108, exec.test.fail() with 110', async () => {
    const abort: CallEnd = { kind: 'aborted', message: 'enough' };
    const aborted = await runScripted({ script: script({ default: { durationMs: 1, end: abort } }) });
    expect(aborted.result).toMatchObject({ exitCode: 108, end: { code: 'SCRIPT_ABORTED' } });
    expect(aborted.backend.calls).toHaveLength(1);
    const failed = await runScripted({
      script: {
        ...script({}),
        call: (_call, _vu, host) => {
          host.markFailed('not good');
          return { durationMs: 1 };
        },
      },
    });
    expect(failed.result).toMatchObject({
      exitCode: 110,
      end: { kind: 'marked-failed', message: 'not good' },
    });
  });

  it('crossed thresholds end with 99, after every iteration', async () => {
    const thresholds = { iteration_duration: ['max<50', 'avg<1000'] };
    const { result } = await runScripted({ script: script({}, { iterations: 3, thresholds }) });
    expect(result).toMatchObject({ exitCode: 99, end: { kind: 'thresholds-crossed' } });
    expect(result.thresholds.map((threshold) => threshold.ok)).toEqual([false, true]);
  });

  it('abortOnFail ends the load at the first look after its delay', async () => {
    const threshold = { threshold: 'max<50', abortOnFail: true, delayAbortEval: '5s' };
    const options = { vus: 1, duration: '60s', thresholds: { iteration_duration: [threshold] } };
    const record = await runScripted({ script: script({ teardown: { durationMs: 1 } }, options) });
    expect(record.result.exitCode).toBe(99);
    expect(record.backend.callsOf('teardown')[0]?.startedMs).toBe(6_000);
  });

  it('thresholds without samples are told', async () => {
    const thresholds = { 'http_req_duration{name:nobody}': ['p(95)<500'], http_req_failed: ['rate<0.1'] };
    const { result } = await runScripted({ script: script({}, { iterations: 1, thresholds }) });
    expect(result.exitCode).toBe(0);
    const told = result.notices.filter((notice) => notice.code === 'threshold-without-samples');
    expect(told).toHaveLength(2);
  });
});

describe('handleSummary', () => {
  const value = JSON.stringify({ stdout: 'text', 'out/a.bin': { $bytes: 'AQI=' } });

  it('gets the summary and gives files', async () => {
    const handleSummary = { durationMs: 1, end: { kind: 'returned', value } } as const;
    const record = await runScripted({ script: script({ handleSummary }), withSummary: true });
    const given = JSON.parse(record.backend.callsOf('handleSummary')[0]?.call.data ?? '{}');
    expect(Object.keys(given)).toEqual(['root_group', 'options', 'state', 'metrics']);
    expect(record.result.summaryFiles?.get('stdout')).toBe('text');
    expect(Buffer.from(record.result.summaryFiles?.get('out/a.bin') ?? '')).toEqual(Buffer.from([1, 2]));
  });

  it.each([
    ['throws', { durationMs: 1, end: threw }],
    ['takes too long', { durationMs: 600_000 }],
    ['returns a number', { durationMs: 1, end: { kind: 'returned', value: '7' } as CallEnd }],
  ])('that %s is logged and changes nothing else', async (_what, handleSummary) => {
    const record = await runScripted({ script: script({ handleSummary }), withSummary: true });
    expect(record.result).toMatchObject({ exitCode: 0, summaryFiles: null });
    expect(record.logs.join()).toContain('handleSummary');
  });

  it('runs also when setup failed', async () => {
    const calls = {
      setup: { durationMs: 1, end: threw },
      handleSummary: { durationMs: 1, end: { kind: 'returned', value } as CallEnd },
    };
    const record = await runScripted({ script: script(calls), withSummary: true });
    expect(record.result.summaryFiles?.size).toBe(2);
    expect(record.result.exitCode).toBe(107);
  });
});

describe('progress', () => {
  it('goes through the phases and knows the length of timed scenarios', async () => {
    const { progress } = await runScripted({ script: script({}, { vus: 1, duration: '2s' }) });
    expect([...new Set(progress.map((p) => p.phase))]).toEqual([
      'starting',
      'setup',
      'running',
      'teardown',
      'done',
    ]);
    expect(progress.every((p) => p.totalMs === 2_000)).toBe(true);
  });

  it('does not know the length of counted iterations', async () => {
    const { progress } = await runScripted({ script: script({}) });
    expect(progress.every((p) => p.totalMs === null)).toBe(true);
  });
});

it('leaves no timer behind', async () => {
  const { clock } = await runScripted({
    script: script({ setup: { durationMs: 5 } }, { vus: 3, duration: '2s' }),
  });
  expect(clock.pending).toBe(0);
});

it('a kill alone is an interruption, never a finished test', async () => {
  const { result } = await runScripted({ script: { ...script({}), createMs: () => 10_000 }, killAtMs: 500 });
  expect(result).toMatchObject({ exitCode: 105, end: { kind: 'interrupted' } });
});

it('many scenarios are no leak of listeners', async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  const names = Array.from({ length: 20 }, (_, index) => `s${index}`);
  const scenarios = names.map((name) => [name, { executor: 'per-vu-iterations' }]);
  await runScripted({ script: script({}, { scenarios: Object.fromEntries(scenarios) }) });
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', onWarning);
  expect(warnings).toEqual([]);
});
