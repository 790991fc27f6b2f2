import { describe, expect, it } from 'vitest';
import { runScripted, totalOf } from '../../../../support/embedded-test.ts';
import type { Script } from '../../../../support/scripted-backend.ts';

/** A script with one scenario `s` whose iterations take `durationMs`. */
function script(scenario: Record<string, unknown>, durationMs: number | ((n: number) => number)): Script {
  let calls = 0;
  const length = typeof durationMs === 'number' ? () => durationMs : durationMs;
  return {
    description: { options: { scenarios: { s: scenario } } },
    call: () => ({ durationMs: length(calls++) }),
  };
}

const starts = (record: Awaited<ReturnType<typeof runScripted>>) =>
  record.backend.callsOf('default').map((call) => call.startedMs);

describe('constant-vus', () => {
  it('loops each VU and starts nothing at or after the end', async () => {
    const record = await runScripted({
      script: script({ executor: 'constant-vus', vus: 2, duration: '1s' }, 300),
    });
    expect(starts(record)).toEqual([0, 0, 300, 300, 600, 600, 900, 900]);
    expect(totalOf(record.samples, 'iterations')).toBe(8);
    expect(record.clock.monotonic()).toBe(1_200);
    expect(record.result.end).toEqual({ kind: 'finished' });
  });

  it('cuts iterations off when graceful stop is over, without samples of them', async () => {
    const record = await runScripted({
      script: script({ executor: 'constant-vus', vus: 1, duration: '1s', gracefulStop: '500ms' }, 5_000),
    });
    expect(record.backend.calls[0]).toMatchObject({ endedMs: 1_500, end: 'interrupted' });
    expect(totalOf(record.samples, 'iterations')).toBe(0);
    expect(record.result.notices.map((notice) => notice.code)).toContain('iterations-interrupted');
  });

  it('gives up a VU that does not end when it is interrupted', async () => {
    const deaf: Script = {
      description: {
        options: {
          scenarios: { s: { executor: 'constant-vus', vus: 1, duration: '1s', gracefulStop: '0s' } },
        },
      },
      call: () => ({ durationMs: 3_600_000, isDeaf: true }),
    };
    const record = await runScripted({ script: deaf });
    expect(record.clock.monotonic()).toBe(6_000);
    expect(record.result.end.kind).toBe('finished');
  });
});

describe('ramping-vus', () => {
  it('adds VUs on the way up, k at D k / T, and takes the highest away on the way down', async () => {
    const stages = [
      { duration: '2s', target: 2 },
      { duration: '2s', target: 0 },
    ];
    const record = await runScripted({
      script: script({ executor: 'ramping-vus', startVUs: 0, stages }, 400),
    });
    const byVu = (id: number) =>
      record.backend.calls.filter((call) => call.vu === id).map((call) => call.startedMs);
    // VU 1 from 1 s to 4 s, VU 2 from 2 s to 3 s.
    expect(byVu(1)).toEqual([1_000, 1_400, 1_800, 2_200, 2_600, 3_000, 3_400, 3_800]);
    expect(byVu(2)).toEqual([2_000, 2_400, 2_800]);
  });

  it('kills an iteration that outlasts gracefulRampDown', async () => {
    const stages = [
      { duration: '0s', target: 0 },
      { duration: '10s', target: 0 },
    ];
    const scenario = { executor: 'ramping-vus', startVUs: 1, stages, gracefulRampDown: '2s' };
    const record = await runScripted({ script: script(scenario, 60_000) });
    expect(record.backend.calls[0]).toMatchObject({ endedMs: 2_000, end: 'interrupted' });
  });

  it('lets a VU that is still leaving stay when the ramp goes up again', async () => {
    const stages = [
      { duration: '0s', target: 0 },
      { duration: '1s', target: 0 },
      { duration: '0s', target: 1 },
      { duration: '1s', target: 1 },
    ];
    const scenario = { executor: 'ramping-vus', startVUs: 1, stages, gracefulRampDown: '30s' };
    const record = await runScripted({ script: script(scenario, 1_500) });
    expect(record.backend.calls.map((call) => [call.vu, call.startedMs, call.end])).toEqual([
      [1, 0, 'returned'],
      [1, 1_500, 'returned'],
    ]);
  });

  it('ends iterations at the graceful stop even when their ramp-down has time left', async () => {
    const stages = [{ duration: '1s', target: 1 }];
    const scenario = {
      executor: 'ramping-vus',
      startVUs: 1,
      stages,
      gracefulRampDown: '30s',
      gracefulStop: '1s',
    };
    const record = await runScripted({ script: script(scenario, 60_000) });
    expect(record.backend.calls[0]).toMatchObject({ endedMs: 2_000, end: 'interrupted' });
  });
});

describe('per-vu-iterations', () => {
  it('makes the same number of iterations on each VU', async () => {
    const record = await runScripted({
      script: script({ executor: 'per-vu-iterations', vus: 2, iterations: 3 }, 100),
    });
    expect(record.backend.calls.map((call) => [call.vu, call.call.iterationInScenario])).toEqual([
      [1, 0],
      [2, 0],
      [1, 1],
      [2, 1],
      [1, 2],
      [2, 2],
    ]);
    expect(record.backend.calls.map((call) => call.call.iterationInTest)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('drops what is left at maxDuration', async () => {
    const scenario = { executor: 'per-vu-iterations', vus: 2, iterations: 10, maxDuration: '1s' };
    const record = await runScripted({ script: script(scenario, 400) });
    expect(totalOf(record.samples, 'iterations')).toBe(6);
    expect(totalOf(record.samples, 'dropped_iterations')).toBe(14);
  });
});

describe('shared-iterations', () => {
  it('deals iterations to whichever VU is free', async () => {
    const record = await runScripted({
      script: script({ executor: 'shared-iterations', vus: 2, iterations: 5 }, (n) =>
        n === 0 ? 1_000 : 200,
      ),
    });
    expect(record.backend.calls.map((call) => call.vu)).toEqual([1, 2, 2, 2, 2]);
  });

  it('drops what is left at maxDuration', async () => {
    const scenario = { executor: 'shared-iterations', vus: 1, iterations: 10, maxDuration: '1s' };
    const record = await runScripted({ script: script(scenario, 400) });
    expect(totalOf(record.samples, 'dropped_iterations')).toBe(7);
  });
});

describe('constant-arrival-rate', () => {
  const rate = { executor: 'constant-arrival-rate', rate: 10, duration: '1s' };

  it('starts iteration i at i periods, however long they take', async () => {
    const record = await runScripted({ script: script({ ...rate, preAllocatedVUs: 5 }, 350) });
    expect(starts(record)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
    expect(totalOf(record.samples, 'dropped_iterations')).toBe(0);
    expect(record.result.offeredRate).toBe(10);
    expect(record.result.startLag).toEqual({ p50: 0, p99: 0, max: 0 });
  });

  it('drops what is due while no VU is idle, and never queues it', async () => {
    const record = await runScripted({ script: script({ ...rate, preAllocatedVUs: 2 }, 450) });
    // 0 and 100 take both VUs until 450 and 550; 200, 300, 400 are dropped.
    expect(starts(record)).toEqual([0, 100, 500, 600]);
    expect(totalOf(record.samples, 'dropped_iterations')).toBe(6);
  });

  it('starts one more VU at a time while maxVUs allows', async () => {
    const grown: Script = {
      ...script({ ...rate, preAllocatedVUs: 1, maxVUs: 3 }, 5_000),
      createMs: () => 150,
    };
    const record = await runScripted({ script: grown });
    const load = record.backend.calls[0]?.startedMs ?? 0;
    // Dropped at 100 (VU 2 starts, ready at 250), 200 is dropped, 300 runs, 400 is dropped (VU 3, ready at 550), 600 runs.
    expect(starts(record).map((ms) => ms - load)).toEqual([0, 300, 600]);
    expect(record.backend.created).toEqual([1, 2, 3]);
    expect(totalOf(record.samples, 'dropped_iterations')).toBe(7);
  });

  it('takes the VU that has been idle longest', async () => {
    const record = await runScripted({ script: script({ ...rate, preAllocatedVUs: 3 }, 50) });
    expect(record.backend.calls.map((call) => call.vu)).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3, 1]);
  });
});

describe('ramping-arrival-rate', () => {
  it('starts the n-th iteration when the integral of the rate reaches n', async () => {
    const stages = [
      { duration: '2s', target: 4 },
      { duration: '1s', target: 4 },
    ];
    const scenario = { executor: 'ramping-arrival-rate', startRate: 0, stages, preAllocatedVUs: 10 };
    const record = await runScripted({ script: script(scenario, 10) });
    // The integral is t^2 until 2 s, then 4 + 4 (t - 2).
    const expected = [1_000, 1_414.2136, 1_732.0508, 2_000, 2_250, 2_500, 2_750, 3_000];
    for (const [index, ms] of starts(record).entries())
      expect(ms).toBeCloseTo(expected[index] ?? Number.NaN, 3);
    expect(starts(record)).toHaveLength(8);
  });
});

describe('scenarios together', () => {
  it('start at their startTime and share VUs', async () => {
    const scenarios = {
      first: { executor: 'constant-vus', vus: 1, duration: '1s', gracefulStop: '0s' },
      second: {
        executor: 'per-vu-iterations',
        vus: 1,
        iterations: 1,
        startTime: '2s',
        exec: 'other',
        env: { A: '1' },
      },
    };
    const record = await runScripted({
      script: {
        description: { options: { scenarios }, exportedFunctions: ['default', 'other'] },
        call: () => ({ durationMs: 500 }),
      },
    });
    expect(record.backend.created).toEqual([1]);
    const other = record.backend.callsOf('other')[0];
    expect(other).toMatchObject({ vu: 1, startedMs: 2_000 });
    expect(other?.call).toMatchObject({
      iteration: 2,
      iterationInScenario: 0,
      iterationInInstance: 0,
      iterationInTest: 0,
      env: { A: '1' },
    });
    expect(other?.call.tags).toEqual({ scenario: 'second' });
    expect(other?.call.scenario).toMatchObject({ name: 'second', executor: 'per-vu-iterations' });
  });
});

describe('execution segments', () => {
  const SEQUENCE = '0,1/4,1/2,1';
  const SEGMENTS = ['0:1/4', '1/4:1/2', '1/2:1'];
  const runAll = (scenario: Record<string, unknown>, durationMs = 100) =>
    Promise.all(
      SEGMENTS.map((executionSegment) =>
        runScripted({
          script: script(scenario, durationMs),
          commandLine: { executionSegment, executionSegmentSequence: SEQUENCE },
        }),
      ),
    );
  const whole = (scenario: Record<string, unknown>, durationMs = 100) =>
    runScripted({ script: script(scenario, durationMs) });
  const ascending = (times: readonly number[]) => [...times].sort((a, b) => a - b);

  it.each([
    [{ executor: 'constant-arrival-rate', rate: 7, duration: '3s', preAllocatedVUs: 8 }],
    [
      {
        executor: 'ramping-arrival-rate',
        startRate: 2,
        stages: [{ duration: '4s', target: 9 }],
        preAllocatedVUs: 12,
      },
    ],
    [{ executor: 'constant-vus', vus: 5, duration: '1s' }],
    [{ executor: 'per-vu-iterations', vus: 6, iterations: 3 }],
    [{ executor: 'shared-iterations', vus: 4, iterations: 21 }],
    [{ executor: 'ramping-vus', startVUs: 0, stages: [{ duration: '2s', target: 8 }] }],
  ])('together start what the whole test starts: %o', async (scenario) => {
    const parts = await runAll(scenario);
    expect(ascending(parts.flatMap(starts))).toEqual(ascending(starts(await whole(scenario))));
  });

  it('number iterations of the test without repeating one', async () => {
    const scenario = { executor: 'constant-arrival-rate', rate: 8, duration: '2s', preAllocatedVUs: 8 };
    const parts = await runAll(scenario);
    const numbers = parts.flatMap((part) => part.backend.calls.map((call) => call.call.iterationInTest));
    expect(ascending(numbers)).toEqual(Array.from({ length: 16 }, (_, index) => index));
    expect(parts[0]?.backend.calls.map((call) => call.call.iterationInInstance)).toEqual([0, 1, 2, 3]);
  });
});
