import { describe, expect, it } from 'vitest';
import { asTheProductDoes, verdictsOfUnchangedMain } from './closed-loop.ts';
import { poolsOf } from './figures.ts';

/** The history is made of what the gate let in: a rule of promotion that is too strict spoils later verdicts. */
describe('a history that the gate itself made, of unchanged code at a noise of 5 %', () => {
  const { runs } = poolsOf(3000, 150);

  it('stays able to decide', () => {
    const shares = verdictsOfUnchangedMain(0.05, runs, asTheProductDoes, 30);
    expect(shares.passed).toBeGreaterThan(0.95);
    expect(shares.regressed ?? 0).toBeLessThan(0.02);
  });

  it('would not, if inconclusive runs were left out', () => {
    const strict = (kind: string) => kind !== 'inconclusive' && kind !== 'regressed';
    const shares = verdictsOfUnchangedMain(0.05, runs, strict, 30);
    expect(shares.inconclusive).toBeGreaterThan(0.4);
  });
});
