import { expect, it } from 'vitest';
import { staleBaseline } from '../../../src/gate/stale-baseline.ts';
import { anEntry } from '../../support/run-builder.ts';

const DAY = 86_400_000;
const entry = anEntry({ commit: 'a1b2c3d4e5', at: '2026-01-01T00:00:00.000Z' });
const at = (days: number) => Date.parse(entry.at) + days * DAY;

it('tells of a baseline whose newest run is too old', () => {
  const [notice] = staleBaseline([anEntry({ at: '2025-01-01T00:00:00.000Z' }), entry], at(45), 30 * DAY);
  expect(notice).toEqual({
    code: 'baseline-stale',
    text: 'The newest run of the baseline (a1b2c3d) is 45 days old, and more than 30 days is too old to trust: run the gate on the default branch to renew it.',
  });
});

it.each([
  ['a young one', [entry], at(30)],
  ['one from the future, as clocks disagree', [entry], at(-3)],
  ['none', [], at(400)],
])('says nothing of %s', (_, entries, now) => {
  expect(staleBaseline(entries, now, 30 * DAY)).toEqual([]);
});

it('says nothing where the time of the run is not known', () => {
  expect(staleBaseline([anEntry({ at: 'yesterday' })], at(400), 30 * DAY)).toEqual([]);
});
