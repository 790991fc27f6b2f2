import { describe, expect, it } from 'vitest';
import { ANALYSIS_CELLS } from './analysis-figures.ts';
import { isMissed } from './analysis-page.ts';

/** A few trials of the quick cells; `npm run calibrate` runs all of them with more. */
describe('findings of simulated services', () => {
  it.each(ANALYSIS_CELLS.filter(({ fast }) => fast))('$test: $name', ({ test, measure }) => {
    const figures = measure(test === 'soak' ? 300 : 20);
    expect(figures.filter(isMissed)).toEqual([]);
  });

  it('fails when a goal is missed by more than two standard errors', () => {
    const figure = { what: 'x', unit: 'share', goal: { atMost: 0.05 }, error: 0.01 } as const;
    expect(isMissed({ ...figure, value: 0.069 })).toBe(false);
    expect(isMissed({ ...figure, value: 0.071 })).toBe(true);
  });
});
