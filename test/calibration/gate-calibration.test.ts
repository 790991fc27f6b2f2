import { describe, expect, it } from 'vitest';
import { gateTally } from './cell-tally.ts';
import { FIGURES, poolsOf } from './figures.ts';
import { SITUATIONS } from './situations.ts';
import { misses, tallyOf } from './tally.ts';

const TRIALS = 1000;
const pools = poolsOf(3000, 250);

/** The cells that fit in a few seconds; `calibrate.ts` runs all of them with more trials. */
describe('false alarms and power of the gate', () => {
  it.each(FIGURES.filter((figure) => figure.fast === true))('$name', (figure) => {
    const tally = gateTally(figure, pools, TRIALS);
    const missed = misses(tally[figure.measure], figure.goal, TRIALS);
    expect({ share: tally[figure.measure], missed }).toMatchObject({ missed: false });
  });
});

describe('situations', () => {
  const fewer = 400;

  it.each(SITUATIONS.filter(({ goal }) => goal.atMost !== undefined))('$name', ({ trial, counted, goal }) => {
    const share = tallyOf(fewer, 5, (rng) => trial(pools, rng))[counted];
    expect({ share, missed: misses(share, goal, fewer) }).toMatchObject({ missed: false });
  });
});

it('a goal that is missed by more than two standard errors fails', () => {
  expect(misses(0.05, { atMost: 0.01 }, 1000)).toBe(true);
  expect(misses(0.012, { atMost: 0.01 }, 1000)).toBe(false);
  expect(misses(0.8, { atLeast: 0.9 }, 1000)).toBe(true);
  expect(misses(0.89, { atLeast: 0.9 }, 1000)).toBe(false);
});
