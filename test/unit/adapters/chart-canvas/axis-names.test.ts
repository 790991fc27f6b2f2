import { expect, it } from 'vitest';
import { axisNumber, label } from '../../../../src/adapters/chart-canvas/chart-text.ts';
import { axisNames } from '../../../../src/adapters/chart-canvas/trend-axes.ts';
import { someTrendPoints } from '../../../support/trend-points.ts';

it('few jobs all have a name, and the last is said to be this job', () => {
  const names = axisNames(someTrendPoints(3));
  expect(names.slice(0, 2).every((name) => typeof name === 'string' && name.length === 7)).toBe(true);
  expect(names[2]).toEqual([expect.stringMatching(/^[0-9a-f]{7}$/), 'this job']);
});

it.each([25, 60, 100])('of %d jobs at most 24 have a name, evenly, and always the newest', (count) => {
  const named = axisNames(someTrendPoints(count)).flatMap((name, index) => (name === '' ? [] : [index]));
  expect(named.length).toBeLessThanOrEqual(24);
  expect(named.length).toBeGreaterThan(12);
  expect(named.at(-1)).toBe(count - 1);
  const steps = named.slice(1).map((index, place) => index - (named[place] ?? 0));
  expect(new Set(steps).size).toBe(1);
});

it('a job without a commit has its place as its name, and a hostile commit is cut', () => {
  const [first, second] = someTrendPoints(3);
  if (first === undefined || second === undefined) throw new Error('there are three points');
  const names = axisNames([
    { ...first, commit: null },
    { ...second, commit: '\u202e<script>alert(1)</script>' },
  ]);
  expect(names).toEqual(['#1', '<script']);
});

it('labels are one line of bounded length', () => {
  expect(label('a\nb\u202ec   d')).toBe('a b c d');
  expect(label('x'.repeat(500)).length).toBeLessThanOrEqual(90);
});

it.each([
  [0, '0'],
  [0.30000000000000004, '0.3'],
  [1234.5, '1\u202f234.5'],
  [2_500_000, '2\u202f500\u202f000'],
])('an axis says %d as %s', (value, text) => {
  expect(axisNumber(value)).toBe(text);
});
