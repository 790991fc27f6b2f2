import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../../src/adapters/engine-embedded/guest/quickjs/seeded-random.ts';

describe('seededRandom', () => {
  it('repeats for a seed, differs for another, and spreads evenly', () => {
    const [one, same, other] = [
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [1, 2, 3, 5],
    ].map((seed) => seededRandom(new Uint32Array(seed)));
    const draw = (random = () => 0) => Array.from({ length: 20_000 }, random);
    const values = draw(one);
    expect(draw(same)).toEqual(values);
    expect(draw(other)).not.toEqual(values);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const bins = new Array<number>(10).fill(0);
    for (const value of values) bins[Math.floor(value * 10)] = (bins[Math.floor(value * 10)] ?? 0) + 1;
    expect(bins.every((count) => Math.abs(count - 2_000) < 200)).toBe(true);
  });
});
