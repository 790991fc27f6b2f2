import { expect, it } from 'vitest';
import type { Series } from '../../../src/model/run.ts';
import { decodeSeconds, encodeSeconds } from '../../../src/stats/second-histograms.ts';
import { latencyProfile } from '../../../src/trend/latency-profile.ts';
import { aRun } from '../../support/run-builder.ts';

it('has nothing to say of runs without latencies or with damaged ones', () => {
  const run = aRun();
  const damaged = { ...run, series: run.series.map((series) => ({ ...series, seconds: 'AAAA' })) };
  expect(latencyProfile([], 'this')).toBeNull();
  expect(latencyProfile([aRun({ requests: 0 }), damaged], 'this')).toBeNull();
});

it('gives median and p95 of every second, and none where there was no request', () => {
  const profile = latencyProfile([aRun({ requests: 2, seconds: 4 })], 'this');
  expect(profile?.perSecond.map(({ second, p95 }) => [second, p95 === null])).toEqual([
    [0, false],
    [1, true],
    [2, false],
    [3, true],
  ]);
});

it('has a distribution that rises to everything and meets the quantiles', () => {
  const run = aRun();
  const profile = latencyProfile([run], 'this');
  const points = profile?.distribution ?? [];
  expect(points.length).toBeGreaterThan(90);
  expect(points[points.length - 1]?.share).toBe(1);
  for (const [index, point] of points.entries())
    expect(point.ms).toBeGreaterThanOrEqual(points[index - 1]?.ms ?? 0);
  const p95 = points.find((point) => point.share === 0.95)?.ms ?? 0;
  expect(p95 / (run.series[0]?.p95 ?? 1)).toBeCloseTo(1, 1);
});

it('lays the rounds of a job over each other', () => {
  const slow = aRun({ scale: 10, seconds: 20 });
  const profile = latencyProfile([aRun({ seconds: 10 }), slow], 'this');
  expect(profile?.perSecond).toHaveLength(20);
  expect(profile?.perSecond[0]?.p95).toBeGreaterThan(100);
  expect(profile?.perSecond[0]?.p50).toBeLessThan(latencyProfile([slow], 'x')?.perSecond[0]?.p50 ?? 0);
});

it('leaves out a last second that the load did not fill', () => {
  const run = aRun({ requests: 1_000, seconds: 10 });
  const [series] = run.series;
  const seconds = [...decodeSeconds(series?.seconds ?? ''), new Map([[0, 3]])];
  const cut = { ...run, series: [{ ...series, seconds: encodeSeconds(seconds) } as Series] };
  expect(latencyProfile([cut], 'this')?.perSecond).toHaveLength(10);
});

it('puts the seconds of a long run into bins', () => {
  const profile = latencyProfile([aRun({ requests: 20_000, seconds: 1_500 })], 'soak');
  expect(profile?.perSecond).toHaveLength(150);
  expect(profile?.perSecond[1]?.second).toBe(10);
});
