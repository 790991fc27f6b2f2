import { describe, expect, it } from 'vitest';
import {
  makeServiceTimes,
  normalQuantile,
  PROFILES,
  radicalInverse,
} from '../../../examples/shop/service-time.mjs';

function waits(count: number, seed = 1, slowdown = 1): number[] {
  const serviceTime = makeServiceTimes({ seed, slowdown });
  return Array.from({ length: count }, () => serviceTime('search').waitMs).sort((a, b) => a - b);
}

describe('service times of the shop', () => {
  it('have the stated median, and a tail of the stated spread', () => {
    const sorted = waits(4096);
    const { medianMs, sigma } = PROFILES.search;
    expect(sorted[2048]).toBeCloseTo(medianMs, 1);
    const p95 = sorted[Math.round(0.95 * 4095)] ?? 0;
    expect(p95 / (medianMs * Math.exp(1.645 * sigma))).toBeCloseTo(1, 1);
  });

  it('are the same for the same seed, and nearly the same distribution for another one', () => {
    expect(waits(500, 7)).toEqual(waits(500, 7));
    const [a, b] = [waits(512, 1)[486] ?? 0, waits(512, 2)[486] ?? 0];
    expect(a).not.toBe(b);
    expect(Math.abs(Math.log(a / b))).toBeLessThan(0.02);
  });

  it('are all multiplied by the slowdown', () => {
    const [plain, slow] = [
      makeServiceTimes({ seed: 1, slowdown: 1 }),
      makeServiceTimes({ seed: 1, slowdown: 1.5 }),
    ];
    const [a, b] = [plain('list'), slow('list')];
    expect(b.waitMs / a.waitMs).toBeCloseTo(1.5, 10);
    expect(b.cpuRounds / a.cpuRounds).toBeCloseTo(1.5, 10);
  });
});

it.each([
  [1, 1],
  [1, 1.6],
  [42, 1],
])(
  'the mix of the baseline script has the quantiles of the README (seed %d, slowdown %d)',
  (seed, slowdown) => {
    const serviceTime = makeServiceTimes({ seed, slowdown });
    // Requests by route in 1000 journeys: half browse, 30 % search, 20 % buy.
    const mix = {
      list: 500,
      product: 1000,
      search: 300,
      'cart-add': 200,
      'cart-view': 200,
      checkout: 200,
    } as const;
    const routes = Object.entries(mix) as [keyof typeof mix, number][];
    const sorted = routes
      .flatMap(([route, count]) => Array.from({ length: count }, () => serviceTime(route).waitMs / slowdown))
      .sort((a, b) => a - b);
    for (const [share, documentedMs] of [
      [0.5, 13],
      [0.95, 41],
      [0.99, 69],
    ] as const) {
      const ms = sorted[Math.round(share * (sorted.length - 1))] ?? 0;
      expect(Math.abs(ms / documentedMs - 1)).toBeLessThan(0.03);
    }
  },
);

it('radicalInverse is van der Corput in base 2', () => {
  expect([1, 2, 3, 4, 5].map(radicalInverse)).toEqual([0.5, 0.25, 0.75, 0.125, 0.625]);
});

it('normalQuantile is close to the tabulated values', () => {
  expect(normalQuantile(0.5)).toBe(0);
  expect(normalQuantile(0.95)).toBeCloseTo(1.645, 1);
  expect(normalQuantile(0.99)).toBeCloseTo(2.326, 1);
});
