import { expect, it } from 'vitest';
import { parseQuantity } from '../../../src/lib/quantity.ts';

it.each([
  ['500m', 0.5],
  ['100', 100],
  [7, 7],
  ['1.5Gi', 1_610_612_736],
  ['2k', 2_000],
  ['2e3', 2_000],
  ['-1', -1],
  ['.5', 0.5],
  ['12E', 12e18],
])('%j is %d', (text, value) => {
  expect(parseQuantity(text)).toBeCloseTo(value, 9);
});

it.each(['', 'm', '1 000', '5KB', '1Kii', '0x10', 'NaN', null, true, Number.NaN, {}])(
  '%j is no quantity',
  (text) => {
    expect(parseQuantity(text)).toBeNull();
  },
);
