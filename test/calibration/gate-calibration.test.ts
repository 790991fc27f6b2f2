import { describe, expect, it } from 'vitest';
import { FIGURES, poolsOf, tallyOfFigure } from './figures.ts';
import { SITUATIONS } from './situations.ts';
import { misses, tallyOf } from './tally.ts';

const TRIALS = 1000;
const POOL = 250;

/** The cells that fit in a few seconds; `calibrate.ts` runs all of them with more trials. */
describe('false alarms and power of the gate', () => {
  const pools = poolsOf(3000, POOL);

  it.each(FIGURES.filter((figure) => figure.fast === true))('$name', (figure) => {
    const tally = tallyOfFigure(figure, pools, TRIALS);
    const missed = misses(tally[figure.measure], figure.goal, TRIALS);
    expect({ share: tally[figure.measure], missed }).toMatchObject({ missed: false });
  });
});

describe('situations', () => {
  const pools = poolsOf(3000, POOL);
  const fewer = 400;

  it.each(SITUATIONS.flatMap(({ goal, ...rest }) => (goal === null ? [] : [{ ...rest, goal }])))(
    '$name',
    ({ trial, counted, goal }) => {
      const share = tallyOf(fewer, 5, (rng) => trial(pools, rng))[counted];
      expect({ share, missed: misses(share, goal, fewer) }).toMatchObject({ missed: false });
    },
  );
});

it('a goal that is missed by more than two standard errors fails', () => {
  expect(misses(0.05, { atMost: 0.01 }, 1000)).toBe(true);
  expect(misses(0.012, { atMost: 0.01 }, 1000)).toBe(false);
  expect(misses(0.8, { atLeast: 0.9 }, 1000)).toBe(true);
  expect(misses(0.89, { atLeast: 0.9 }, 1000)).toBe(false);
});
