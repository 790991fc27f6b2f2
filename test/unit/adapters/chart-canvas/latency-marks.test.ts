import { expect, it } from 'vitest';
import { sideLines } from '../../../../src/adapters/chart-canvas/latency-lines.ts';
import { marksOf } from '../../../../src/adapters/chart-canvas/latency-marks.ts';
import type { LatencyProfile } from '../../../../src/model/report.ts';

function side(p95: number, overrides: Partial<LatencyProfile> = {}) {
  const distribution = [
    { ms: 1, share: 0.5 },
    { ms: p95, share: 0.95 },
    { ms: p95 * 2, share: 1 },
  ];
  return {
    profile: { label: 'x', perSecond: [], distribution, ...overrides },
    colour: '#000000',
    textColour: '#000000',
  };
}

it.each([
  ['the lower one', [10, 20], [true, false]],
  ['the lower one, whichever comes first', [20, 10], [false, true]],
  ['the first of equal ones', [10, 10], [true, false]],
  ['none when it is alone', [10], [false]],
])('the label on the left is of %s', (_, values, left) => {
  expect(marksOf(values.map((p95) => side(p95))).map(({ toTheLeft }) => toTheLeft)).toEqual(left);
});

it('a side without requests, or of which all took no time, has no mark', () => {
  expect(marksOf([side(10, { distribution: [] }), side(0)])).toEqual([]);
});

it('a second without requests is a gap, and a second between gaps is a dot', () => {
  const second = (index: number, p95: number | null) => ({ second: index, p50: p95, p95 });
  const perSecond = [
    second(0, 5),
    second(1, 6),
    second(2, null),
    second(3, 7),
    second(4, null),
    second(5, 8),
  ];
  const [line] = sideLines(side(10, { perSecond }));
  expect(line?.data.map(({ y }) => y)).toEqual([5, 6, Number.NaN, 7, Number.NaN, 8]);
  expect(line?.pointRadius).toEqual([0, 0, 0, 5, 0, 5]);
});

it('what a logarithmic axis cannot hold is left out', () => {
  const distribution = [
    { ms: 0, share: 0.1 },
    { ms: Number.POSITIVE_INFINITY, share: 0.2 },
    { ms: 3, share: 1 },
  ];
  expect(sideLines(side(1, { distribution }))[2]?.data).toEqual([{ x: 3, y: 100 }]);
});
