import { expect, it } from 'vitest';
import { sortedQuantile, sortedValues } from '../../../src/stats/sorted-quantile.ts';

it('interpolates at rank (n-1)p: type 7, as numpy and k6 do', () => {
  const values = sortedValues([15, 20, 35, 40, 50]);
  // numpy.percentile([15, 20, 35, 40, 50], [5, 30, 40, 95])
  expect(sortedQuantile(values, 0.05)).toBeCloseTo(16, 12);
  expect(sortedQuantile(values, 0.3)).toBeCloseTo(23, 12);
  expect(sortedQuantile(values, 0.4)).toBeCloseTo(29, 12);
  expect(sortedQuantile(values, 0.95)).toBeCloseTo(48, 12);
  expect(sortedQuantile(values, 0)).toBe(15);
  expect(sortedQuantile(values, 1)).toBe(50);
});

it('has an answer for one value and none for none', () => {
  expect(sortedQuantile(sortedValues([7]), 0.95)).toBe(7);
  expect(sortedQuantile(sortedValues([]), 0.95)).toBeNaN();
});

it('sorts by number and leaves the argument alone', () => {
  const values = [10, 9, 100, 1];
  expect([...sortedValues(values)]).toEqual([1, 9, 10, 100]);
  expect(values).toEqual([10, 9, 100, 1]);
});
