import { describe, expect, it } from 'vitest';
import { sojournQuantile, waitProbability } from '../../../src/stats/many-servers.ts';

describe("Erlang's C", () => {
  it.each([
    // One server waits as often as it is busy.
    [1, 0.5, 0.5],
    // C(2, a) = a^2 / (2 + a), C(3, 2) = 4 / 9, C(5, 4) = 0.5541 (any table).
    [2, 1, 1 / 3],
    [2, 1.5, 2.25 / 3.5],
    [3, 2, 4 / 9],
    [5, 4, 0.554_113],
    [100, 50, 0],
    [4, 4, 1],
    [4, 9, 1],
    [3, 0, 0],
  ])('of %d servers at %d of their work', (servers, offered, expected) => {
    expect(waitProbability({ servers, serviceRate: 2, arrivalRate: 2 * offered })).toBeCloseTo(expected, 5);
  });
});

describe('p95 of the time in the system', () => {
  it('of one server is exponential: ln 20 / (service rate - arrival rate)', () => {
    for (const arrivalRate of [0, 1, 5, 9.9])
      expect(sojournQuantile({ servers: 1, serviceRate: 10, arrivalRate }, 0.95)).toBeCloseTo(
        Math.log(20) / (10 - arrivalRate),
        6,
      );
  });

  it('of idle servers is that of a service', () => {
    expect(sojournQuantile({ servers: 50, serviceRate: 10, arrivalRate: 1 }, 0.95)).toBeCloseTo(
      Math.log(20) / 10,
      6,
    );
  });

  it('is right where wait and service are alike', () => {
    // Two servers of rate 1 and one arrival a second: both rates are 1, C = 1/3, P(T > t) = e^-t (1 + t / 3).
    const t = sojournQuantile({ servers: 2, serviceRate: 1, arrivalRate: 1 }, 0.95);
    expect(Math.exp(-t) * (1 + t / 3)).toBeCloseTo(0.05, 6);
  });

  it('grows with the load, to infinity', () => {
    const at = (arrivalRate: number) => sojournQuantile({ servers: 4, serviceRate: 1, arrivalRate }, 0.95);
    const times = [0, 1, 2, 3, 3.5, 3.9, 3.99].map(at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(at(4)).toBe(Number.POSITIVE_INFINITY);
  });
});
