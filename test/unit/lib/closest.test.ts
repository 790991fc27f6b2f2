import { expect, it } from 'vitest';
import { closest, editDistance } from '../../../src/lib/closest.ts';

it('finds the word that was meant', () => {
  expect(closest('fail-treshold', ['fail-threshold', 'warn-threshold'])).toBe('fail-threshold');
});

it('suggests nothing when nothing is near', () => {
  expect(closest('zzz', ['fail-threshold'])).toBeNull();
  expect(closest('o', ['out', 'env'])).toBeNull();
});

it('counts edits', () => expect(editDistance('kitten', 'sitting')).toBe(3));
