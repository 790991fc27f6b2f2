import { describe, expect, it } from 'vitest';
import { fullBehavior } from '../../../src/autoscaling/hpa/behavior.ts';
import { FRESH_MEMORY, type HpaSpec, syncHpa, tolerancesOf } from '../../../src/autoscaling/hpa/hpa-sync.ts';
import { failed, replicas } from '../../../src/autoscaling/hpa/metric-proposal.ts';

const DEFAULTS = fullBehavior({ scaleUp: {}, scaleDown: {} });

/** Replicas after each of several syncs 15 s apart that are asked for these. */
function play(spec: HpaSpec, start: number, asked: readonly number[]): readonly number[] {
  let [memory, current] = [FRESH_MEMORY, start];
  return asked.map((count, index) => {
    const sync = syncHpa(spec, memory, current, index * 15, () => [replicas(count)]);
    memory = sync.memory;
    current = sync.replicas;
    return current;
  });
}

describe('a sync', () => {
  it.each([
    ['corrects what is above the maximum', { min: 1, max: 5 }, 9, 5],
    ['corrects what is below the minimum', { min: 3, max: 5 }, 1, 3],
    ['is off at zero replicas', { min: 1, max: 5 }, 0, 0],
  ])('%s, without asking the metrics', (_, bounds, current, expected) => {
    const never = () => {
      throw new Error('asked');
    };
    expect(syncHpa({ ...bounds, behavior: null }, FRESH_MEMORY, current, 0, never).replicas).toBe(expected);
  });

  it('wakes up from zero where zero is the minimum', () => {
    const sync = syncHpa({ min: 0, max: 5, behavior: DEFAULTS }, FRESH_MEMORY, 0, 0, () => [replicas(2)]);
    expect(sync.replicas).toBe(2);
  });

  it('stays where it is when nothing is known, and remembers nothing', () => {
    const sync = syncHpa({ min: 1, max: 5, behavior: null }, FRESH_MEMORY, 3, 0, () => [failed('no data')]);
    expect(sync).toEqual({ replicas: 3, recommended: null, memory: FRESH_MEMORY });
  });

  it('goes up by 4 or double each 15 s by default', () => {
    expect(play({ min: 1, max: 100, behavior: DEFAULTS }, 1, [40, 40, 40, 40])).toEqual([5, 10, 20, 40]);
  });

  it('goes up to 4, then by double, without a behavior', () => {
    expect(play({ min: 1, max: 100, behavior: null }, 1, [40, 40, 40, 40, 40])).toEqual([4, 8, 16, 32, 40]);
  });

  it('goes down when the last high recommendation is 300 s old', () => {
    // 10 is asked for at second 0; 1 from second 15 on. At second 300 the 10 is no longer younger than 300 s.
    const down = play({ min: 1, max: 100, behavior: DEFAULTS }, 10, [
      10,
      ...Array.from({ length: 20 }, () => 1),
    ]);
    expect(down.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 10));
    expect(down[20]).toBe(1);
  });

  it('keeps to a policy over its whole period', () => {
    const scaleUp = { policies: [{ type: 'Pods' as const, value: 2, periodSeconds: 60 }] };
    const spec = { min: 1, max: 100, behavior: fullBehavior({ scaleUp, scaleDown: {} }) };
    expect(
      play(
        spec,
        1,
        Array.from({ length: 10 }, () => 9),
      ),
    ).toEqual([3, 3, 3, 3, 5, 5, 5, 5, 7, 7]);
  });

  it('takes the tolerance of its behavior, else 0.1', () => {
    const scaleUp = { tolerance: 0.02 };
    expect(tolerancesOf({ min: 1, max: 2, behavior: fullBehavior({ scaleUp, scaleDown: {} }) })).toEqual({
      up: 0.02,
      down: 0.1,
    });
    expect(tolerancesOf({ min: 1, max: 2, behavior: null })).toEqual({ up: 0.1, down: 0.1 });
  });
});
