import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExecutionSegment } from '../../../../../src/adapters/engine-embedded/options/execution-segment.ts';
import {
  isOwn,
  ownCount,
  ownIndex,
  shareByVus,
  type WorkShare,
} from '../../../../../src/adapters/engine-embedded/options/work-share.ts';

describe('parseExecutionSegment', () => {
  it.each([
    ['', null],
    ['a:b', null],
    ['1:0', null],
    ['0.5:0.5', null],
    ['0:3/2', null],
    ['1/0', null],
    ['0:1/3', '0,1/2,1'],
    ['0:1/2', '1/2,1'],
    ['0:1/2', '0,1/2,1/3,1'],
  ])('refuses %s of %s', (segment, sequence) => {
    expect(parseExecutionSegment(segment, sequence)).toBeNull();
  });

  it('takes fractions, decimals and percentages for the same', () => {
    const half = parseExecutionSegment('0:1/2', null);
    expect(half).toEqual({ cycle: 2, slots: [0] });
    expect(parseExecutionSegment('0.5', null)).toEqual(half);
    expect(parseExecutionSegment('0%:50%', '0,50%,1')).toEqual(half);
    expect(parseExecutionSegment('0:1', null)).toEqual({ cycle: 1, slots: [0] });
  });

  it('spreads the slots of a large segment', () => {
    expect(parseExecutionSegment('0:1/2', '0,1/2,3/4,1')).toEqual({ cycle: 4, slots: [0, 2] });
    expect(parseExecutionSegment('1/2:3/4', '0,1/2,3/4,1')).toEqual({ cycle: 4, slots: [1] });
    expect(parseExecutionSegment('3/4:1', '0,1/2,3/4,1')).toEqual({ cycle: 4, slots: [3] });
  });
});

/** Cuts of one into segments, as borders. */
const borders = fc
  .uniqueArray(fc.integer({ min: 1, max: 23 }), { maxLength: 6 })
  .map((cuts) => ['0', ...cuts.sort((a, b) => a - b).map((cut) => `${cut}/24`), '1']);

function sharesOf(sequence: readonly string[]): readonly WorkShare[] {
  return sequence.slice(1).map((to, index) => {
    const share = parseExecutionSegment(`${sequence[index]}:${to}`, sequence.join(','));
    if (share === null) throw new Error(`no share of ${sequence.join(',')}`);
    return share;
  });
}

describe('shares of all segments', () => {
  it('have every index exactly once, counted and listed alike', () => {
    fc.assert(
      fc.property(borders, fc.integer({ min: 0, max: 200 }), (sequence, count) => {
        const shares = sharesOf(sequence);
        const indices = shares.flatMap((share) =>
          Array.from({ length: ownCount(share, count) }, (_, n) => ownIndex(share, n)),
        );
        expect(indices.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
      }),
    );
  });

  it('deal iterations out by VU without losing one', () => {
    fc.assert(
      fc.property(
        borders,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 200 }),
        (sequence, vus, count) => {
          const shares = sharesOf(sequence).filter((share) => ownCount(share, vus) > 0);
          const owners = Array.from(
            { length: count },
            (_, index) => shares.filter((share) => isOwn(shareByVus(share, vus), index)).length,
          );
          expect(owners.every((owner) => owner === 1)).toBe(true);
          const total = shares.reduce((sum, share) => sum + ownCount(shareByVus(share, vus), count), 0);
          expect(total).toBe(count);
        },
      ),
    );
  });
});
