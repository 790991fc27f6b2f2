import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseThreshold } from '../../../src/adapters/engine-embedded/metrics/threshold-expression.ts';

const SEED = 20_261_126;
const space = fc.constantFrom('', ' ', '  ');
const operator = fc.constantFrom('>', '>=', '<', '<=', '==', '===', '!=');
// JSON has no -0 either.
const limit = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((number) => number + 0);
const method = fc.oneof(
  fc.constantFrom('avg', 'min', 'max', 'med', 'count', 'rate', 'value'),
  fc.integer({ min: 0, max: 1_000 }).map((tenths) => `p(${tenths / 10})`),
);

it('every threshold that is written is read back', () => {
  fc.assert(
    fc.property(method, operator, limit, space, space, (name, sign, number, before, after) => {
      const parsed = parseThreshold(`${before}${name}${after}${sign}${before}${number}${after}`);
      expect(parsed).toMatchObject({ operator: sign, limit: number });
      const kept = parsed?.method;
      expect(kept?.kind === 'quantile' ? `p(${Math.round(kept.p * 1_000) / 10})` : kept?.kind).toBe(name);
    }),
    { seed: SEED },
  );
});

it('no text makes the parser throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      parseThreshold(text);
    }),
    { seed: SEED },
  );
});
