import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryJson } from '../../../src/adapters/engine-embedded/guest/http/json-path.ts';

/** Names that need care: numbers, dots, wildcards, what objects inherit. */
const name = fc.constantFrom('a', 'b', 'id', '0', '1', 'x.y', 'w*', 'q?', 'length', 'toString', 'ü', '');
const { document } = fc.letrec((tie) => ({
  document: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, 1, -2.5, '', 'text', '7'),
    fc.array(tie('document'), { maxLength: 4 }),
    fc.dictionary(name, tie('document'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const escaped = (text: string) => text.replace(/[.*?\\|]/g, '\\$&');

/** One step at a time, as a script would write it. */
function walk(value: unknown, steps: readonly string[]): unknown {
  let at = value;
  for (const step of steps) {
    if (typeof at !== 'object' || at === null) return undefined;
    if (Array.isArray(at) ? !/^\d+$/.test(step) : !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

const runs = { seed: 20_261_131, numRuns: 300 };

describe('queryJson', () => {
  it('finds what a walk by names and numbers finds', () => {
    const steps = fc.array(name, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(document, steps, (value, path) => {
        expect(queryJson(value, path.map(escaped).join('.'))).toEqual(walk(value, path));
      }),
      runs,
    );
  });

  it('counts the elements of a list, and takes a member of each that has it', () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 5 }), name, (list, member) => {
        expect(queryJson({ list }, 'list.#')).toBe(list.length);
        const members = list.map((item) => walk(item, [member])).filter((found) => found !== undefined);
        expect(queryJson({ list }, `list.#.${escaped(member)}`)).toEqual(members);
      }),
      runs,
    );
  });

  it('filters by numbers and texts as a comparison does', () => {
    const item = fc.record({ n: fc.integer({ min: 0, max: 5 }), t: fc.constantFrom('a', 'b', 'c') });
    const operators = {
      '==': (a: unknown, b: unknown) => a === b,
      '!=': (a: unknown, b: unknown) => a !== b,
      '<': (a: number | string, b: number | string) => a < b,
      '<=': (a: number | string, b: number | string) => a <= b,
      '>': (a: number | string, b: number | string) => a > b,
      '>=': (a: number | string, b: number | string) => a >= b,
    };
    const operator = fc.constantFrom(...(Object.keys(operators) as (keyof typeof operators)[]));
    fc.assert(
      fc.property(fc.array(item, { maxLength: 8 }), operator, item, (list, sign, { n, t }) => {
        const byNumber = list.filter((one) => operators[sign](one.n, n));
        const byText = list.filter((one) => operators[sign](one.t, t));
        expect(queryJson(list, `#(n${sign}${n})#`)).toEqual(byNumber);
        expect(queryJson(list, `#(n${sign}${n})`)).toEqual(byNumber[0]);
        expect(queryJson(list, `#(t${sign}"${t}")#.n`)).toEqual(byText.map((one) => one.n));
      }),
      runs,
    );
  });
});
