import { describe, expect, it } from 'vitest';
import { risingCrossing } from '../../../src/stats/rising-crossing.ts';
import { fitSaturation, saturationRate } from '../../../src/stats/saturation-curve.ts';
import { fitScalability, responseTime, throughputAt } from '../../../src/stats/universal-scalability.ts';

const curve = (...ys: readonly number[]) => ys.map((y, x) => ({ x, y, weight: 1 }));

describe('the crossing of a rising curve', () => {
  it('lies on the line between two points', () => {
    expect(risingCrossing(curve(0, 1, 5), 2)).toEqual({ kind: 'at', x: 1.25 });
  });

  it('is after the last point where that is not over the level, and before the first where it is', () => {
    expect(risingCrossing(curve(0, 1, 2), 2)).toEqual({ kind: 'after' });
    expect(risingCrossing(curve(3, 4), 2)).toEqual({ kind: 'before' });
    expect(risingCrossing([], 2)).toEqual({ kind: 'after' });
  });

  it('is of the pooled curve: one wild step is no crossing', () => {
    // 1 and 5, 1 pool to 7/3: crossed on the line from (3, 7/3) to (4, 9).
    const found = risingCrossing(curve(1, 5, 1, 1, 9), 4);
    expect(found).toEqual({ kind: 'at', x: 3 + (4 - 7 / 3) / (9 - 7 / 3) });
  });

  it('weights what is pooled', () => {
    const points = [
      { x: 0, y: 4, weight: 3 },
      { x: 1, y: 0, weight: 1 },
    ];
    expect(risingCrossing(points, 3.5)).toEqual({ kind: 'after' });
    expect(risingCrossing(points, 2.5)).toEqual({ kind: 'before' });
  });
});

describe('the curve of a queue near its capacity', () => {
  // M/M/1 with 5 ms: its p95 is ln 20 / (200 - rate), which is 15 ms (1 + r / (1 - r)).
  const p95 = (rate: number) => (1000 * Math.log(20)) / (200 - rate);
  const points = [20, 60, 100, 140, 160].map((x) => ({ x, logLatency: Math.log(p95(x)) }));

  it('is that of M/M/1 exactly: bend 1, latency without load ln 20 times the service time', () => {
    const fitted = fitSaturation(points, 200);
    expect(fitted?.bend).toBeCloseTo(1, 5);
    expect(fitted?.unloaded).toBeCloseTo(5 * Math.log(20), 5);
    // 300 ms = 1000 ln 20 / (200 - rate)
    expect(fitted === null ? null : saturationRate(fitted, 300)).toBeCloseTo(200 - Math.log(20) / 0.3, 4);
  });

  it('is not thrown off by one wild step', () => {
    const wild = points.map((point, at) => (at === 2 ? { ...point, logLatency: 9 } : point));
    expect(fitSaturation(wild, 200)?.unloaded).toBeCloseTo(5 * Math.log(20), 5);
  });

  it('needs four points, and is at 0 for what is not kept without load', () => {
    expect(fitSaturation(points.slice(0, 3), 200)).toBeNull();
    expect(saturationRate({ capacity: 200, unloaded: 15, bend: 1 }, 10)).toBe(0);
  });
});

describe("Gunther's universal scalability law", () => {
  const law = { lambda: 100, sigma: 0.02, kappa: 0.0005 };
  const at = (concurrency: number, { lambda, sigma, kappa } = law) => ({
    concurrency,
    throughput:
      (lambda * concurrency) / (1 + sigma * (concurrency - 1) + kappa * concurrency * (concurrency - 1)),
  });

  it('is found again from its own points', () => {
    const fitted = fitScalability([1, 2, 4, 8, 16, 32].map((n) => at(n)));
    expect(fitted?.lambda).toBeCloseTo(law.lambda, 6);
    expect(fitted?.sigma).toBeCloseTo(law.sigma, 8);
    expect(fitted?.kappa).toBeCloseTo(law.kappa, 8);
  });

  it('has no coefficient under zero: what scales better than linearly is linear', () => {
    const better = [1, 2, 3, 4].map((n) => ({ concurrency: n, throughput: 100 * n ** 1.1 }));
    expect(fitScalability(better)).toMatchObject({ sigma: 0, kappa: 0 });
  });

  it('is not there for too few points, and goes through the one where all are one', () => {
    expect(fitScalability([1, 2, 4].map((n) => at(n)))).toBeNull();
    const one = fitScalability([8, 8, 8, 8].map((n) => at(n)));
    expect(one).toMatchObject({ sigma: 0, kappa: 0 });
    expect(one?.lambda).toBeCloseTo(at(8).throughput / 8, 8);
  });

  it('gives the throughput of a response time, which by Little is concurrency over it', () => {
    const seconds = responseTime(law, 20);
    expect(throughputAt(law, seconds)).toBeCloseTo(at(20).throughput, 8);
    expect(throughputAt({ lambda: 100, sigma: 0.1, kappa: 0 }, 0.05)).toBeCloseTo(41 / 0.05, 8);
  });

  it('never comes to a response time that is shorter than that of one', () => {
    expect(throughputAt(law, 0.005)).toBeNull();
    expect(throughputAt({ lambda: 100, sigma: 0, kappa: 0 }, 0.05)).toBeNull();
  });
});
