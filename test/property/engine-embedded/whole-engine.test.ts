import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  constantArrivals,
  rampingArrivals,
} from '../../../src/adapters/engine-embedded/scheduler/arrival-schedule.ts';
import { runScripted, type TestRecord, totalOf } from '../../support/embedded-test.ts';

/** With a fraction, so that no iteration ends exactly when something else is due. */
const duration = fc.integer({ min: 60, max: 900 }).map((ms) => ms + 0.37);
const seconds = fc.integer({ min: 1, max: 4 });
const vus = fc.integer({ min: 1, max: 4 });

/** A test of one scenario whose iterations all take as long. */
function run(scenario: Readonly<Record<string, unknown>>, iterationMs: number): Promise<TestRecord> {
  return runScripted({
    script: {
      description: { options: { scenarios: { s: scenario } } },
      call: () => ({ durationMs: iterationMs }),
    },
  });
}

function outcome({ backend, samples }: TestRecord) {
  return {
    started: backend.calls.length,
    completed: totalOf(samples, 'iterations'),
    dropped: totalOf(samples, 'dropped_iterations'),
    vus: new Set(backend.calls.map(({ vu }) => vu)).size,
  };
}

/** Iterations that a VU begins before a time, one after the other. */
const begunBefore = (endMs: number, iterationMs: number) => Math.ceil(endMs / iterationMs);

/** What a pool of VUs makes of arrivals: each goes to one that is idle, or is dropped. */
function taken(due: readonly number[], pool: number, iterationMs: number): number {
  const freeAt = new Array<number>(pool).fill(0);
  let count = 0;
  for (const ms of due) {
    const idle = freeAt.findIndex((free) => free <= ms);
    if (idle < 0) continue;
    freeAt[idle] = ms + iterationMs;
    count += 1;
  }
  return count;
}

const runs = { seed: 20_261_129, numRuns: 40 };

describe('a whole test on a virtual clock', () => {
  it('constant-vus: each VU begins an iteration until the end, and ends the last one', async () => {
    await fc.assert(
      fc.asyncProperty(vus, seconds, duration, async (count, long, iterationMs) => {
        const record = await run({ executor: 'constant-vus', vus: count, duration: `${long}s` }, iterationMs);
        const started = count * begunBefore(long * 1_000, iterationMs);
        expect(outcome(record)).toEqual({ started, completed: started, dropped: 0, vus: count });
      }),
      runs,
    );
  });

  it('constant-vus without grace: what is not over at the end is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(vus, seconds, duration, async (count, long, iterationMs) => {
        const options = { executor: 'constant-vus', vus: count, duration: `${long}s`, gracefulStop: '0s' };
        const completed = count * Math.floor((long * 1_000) / iterationMs);
        const record = await run(options, iterationMs);
        expect(outcome(record)).toEqual({ started: completed + count, completed, dropped: 0, vus: count });
      }),
      runs,
    );
  });

  it('per-vu-iterations: every VU has its own, and those without time are dropped', async () => {
    const iterations = fc.integer({ min: 1, max: 20 });
    await fc.assert(
      fc.asyncProperty(vus, iterations, seconds, duration, async (count, each, long, iterationMs) => {
        const options = {
          executor: 'per-vu-iterations',
          vus: count,
          iterations: each,
          maxDuration: `${long}s`,
        };
        const begun = Math.min(each, begunBefore(long * 1_000, iterationMs));
        expect(outcome(await run(options, iterationMs))).toEqual({
          started: count * begun,
          completed: count * begun,
          dropped: count * (each - begun),
          vus: count,
        });
      }),
      runs,
    );
  });

  it('shared-iterations: VUs take what is left, and what is left at the end is dropped', async () => {
    const more = fc.integer({ min: 0, max: 60 });
    await fc.assert(
      fc.asyncProperty(vus, more, seconds, duration, async (count, extra, long, iterationMs) => {
        const iterations = count + extra;
        const options = { executor: 'shared-iterations', vus: count, iterations, maxDuration: `${long}s` };
        const begun = Math.min(iterations, count * begunBefore(long * 1_000, iterationMs));
        expect(outcome(await run(options, iterationMs))).toEqual({
          started: begun,
          completed: begun,
          dropped: iterations - begun,
          vus: count,
        });
      }),
      runs,
    );
  });

  it('constant-arrival-rate: arrivals that find no VU idle are dropped', async () => {
    const rate = fc.integer({ min: 1, max: 20 });
    await fc.assert(
      fc.asyncProperty(vus, rate, seconds, duration, async (pool, perSecond, long, iterationMs) => {
        const options = {
          executor: 'constant-arrival-rate',
          rate: perSecond,
          duration: `${long}s`,
          preAllocatedVUs: pool,
        };
        const due = [...constantArrivals(perSecond, 1_000, long * 1_000)];
        const begun = taken(due, pool, iterationMs);
        expect(outcome(await run(options, iterationMs))).toMatchObject({
          started: begun,
          completed: begun,
          dropped: due.length - begun,
        });
      }),
      runs,
    );
  });

  it('ramping-arrival-rate: so with every rate on the way', async () => {
    const stage = fc.record({ long: seconds, target: fc.integer({ min: 0, max: 20 }) });
    await fc.assert(
      fc.asyncProperty(
        vus,
        fc.integer({ min: 0, max: 10 }),
        fc.array(stage, { minLength: 1, maxLength: 3 }),
        duration,
        async (pool, startRate, stages, iterationMs) => {
          const options = {
            executor: 'ramping-arrival-rate',
            startRate,
            stages: stages.map(({ long, target }) => ({ duration: `${long}s`, target })),
            preAllocatedVUs: pool,
          };
          const list = stages.map(({ long, target }) => ({ durationMs: long * 1_000, target }));
          const due = [...rampingArrivals(startRate, 1_000, list)];
          const begun = taken(due, pool, iterationMs);
          expect(outcome(await run(options, iterationMs))).toMatchObject({
            started: begun,
            completed: begun,
            dropped: due.length - begun,
          });
        },
      ),
      runs,
    );
  });

  it('ramping-vus: VU k of a ramp begins at its share of the ramp', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: 1, max: 4 }),
        seconds,
        duration,
        async (from, more, long, iterationMs) => {
          const target = from + more;
          const options = {
            executor: 'ramping-vus',
            startVUs: from,
            stages: [{ duration: `${long}s`, target }],
          };
          const beginOf = (vu: number) => (vu <= from ? 0 : (long * 1_000 * (vu - from)) / more);
          const begins = Array.from({ length: target }, (_, index) => beginOf(index + 1));
          const left = begins.filter((ms) => ms < long * 1_000).map((ms) => long * 1_000 - ms);
          const started = left.reduce((sum, ms) => sum + begunBefore(ms, iterationMs), 0);
          expect(outcome(await run(options, iterationMs))).toMatchObject({ started, completed: started });
        },
      ),
      runs,
    );
  });
});
