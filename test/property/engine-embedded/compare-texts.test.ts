import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareTexts } from '../../../src/adapters/engine-embedded/guest/compare-texts.ts';

const character = fc.constantFrom(...'abcxyzABCXYZ0129 éÉüñà');
const text = fc.array(character, { maxLength: 6 }).map((characters) => characters.join(''));
const { compare } = new Intl.Collator('und');

it('orders names and numbers as the root collation of Unicode does', () => {
  fc.assert(
    fc.property(text, text, (left, right) => {
      expect(Math.sign(compareTexts(left, right))).toBe(compare(left, right));
    }),
    { seed: 20_261_134, numRuns: 1_000 },
  );
});
