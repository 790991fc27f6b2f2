import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isotonicFit } from '../../../src/stats/isotonic-fit.ts';
import { risingCrossing } from '../../../src/stats/rising-crossing.ts';
import { fitSaturation, saturationRate } from '../../../src/stats/saturation-curve.ts';
import { fitScalability, throughputAt } from '../../../src/stats/universal-scalability.ts';

const seeded = { seed: 20_261_125 };
const level = fc.double({ min: -4, max: 4, noNaN: true });
const curve = fc
  .array(fc.record({ y: level, weight: fc.double({ min: 0.1, max: 10, noNaN: true }) }), {
    minLength: 1,
    maxLength: 20,
  })
  .map((points) => points.map((point, x) => ({ x, ...point })));

it('a crossing lies between the neighbours whose fit is on both sides of the level', () => {
  fc.assert(
    fc.property(curve, level, (points, wanted) => {
      const fitted = isotonicFit(
        points.map(({ y }) => y),
        points.map(({ weight }) => weight),
      );
      const found = risingCrossing(points, wanted);
      const over = fitted.filter((y) => y > wanted).length;
      const first = points.length - over;
      expect(found.kind).toBe(over === 0 ? 'after' : first === 0 ? 'before' : 'at');
      if (found.kind !== 'at') return;
      expect(found.x).toBeGreaterThanOrEqual(first - 1);
      expect(found.x).toBeLessThanOrEqual(first);
    }),
    seeded,
  );
});

it('a higher level is crossed no earlier', () => {
  const place = (found: ReturnType<typeof risingCrossing>) =>
    found.kind === 'at' ? found.x : found.kind === 'before' ? -1 : Number.POSITIVE_INFINITY;
  fc.assert(
    fc.property(curve, level, level, (points, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(place(risingCrossing(points, high))).toBeGreaterThanOrEqual(
        place(risingCrossing(points, low)) - 1e-9,
      );
    }),
    seeded,
  );
});

it('the curve of a queue is found again from its own points, whatever its capacity, bend and unit', () => {
  const queue = fc.record({
    capacity: fc.double({ min: 10, max: 5_000, noNaN: true }),
    unloaded: fc.double({ min: 0.5, max: 2_000, noNaN: true }),
    bend: fc.double({ min: 0.02, max: 20, noNaN: true }),
  });
  fc.assert(
    fc.property(queue, ({ capacity, unloaded, bend }) => {
      const latency = (load: number) => unloaded * (1 + (bend * load) / (1 - load));
      const points = [0.1, 0.3, 0.5, 0.7, 0.8, 0.9].map((load) => ({
        x: load * capacity,
        logLatency: Math.log(latency(load)),
      }));
      const fitted = fitSaturation(points, capacity);
      if (fitted === null) throw new Error('six points are enough');
      // Bends are tried in steps of 5 %.
      expect(saturationRate(fitted, latency(0.85)) / (0.85 * capacity)).toBeCloseTo(1, 2);
      expect(saturationRate(fitted, latency(0.95))).toBeLessThan(capacity);
    }),
    { ...seeded, numRuns: 50 },
  );
});

it('the scalability law is found again, and a longer response time is at no lower concurrency', () => {
  const law = fc.record({
    lambda: fc.double({ min: 1, max: 1_000, noNaN: true }),
    sigma: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
    kappa: fc.double({ min: 0.0001, max: 0.01, noNaN: true }),
  });
  fc.assert(
    fc.property(law, ({ lambda, sigma, kappa }) => {
      const points = [1, 3, 6, 12, 24, 48].map((concurrency) => ({
        concurrency,
        throughput:
          (lambda * concurrency) / (1 + sigma * (concurrency - 1) + kappa * concurrency * (concurrency - 1)),
      }));
      const fitted = fitScalability(points);
      if (fitted === null) throw new Error('six points are enough');
      expect(fitted.lambda / lambda).toBeCloseTo(1, 5);
      for (const { concurrency, throughput } of points.slice(1))
        expect((throughputAt(fitted, concurrency / throughput) ?? 0) / throughput).toBeCloseTo(1, 4);
    }),
    { ...seeded, numRuns: 50 },
  );
});
