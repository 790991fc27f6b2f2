import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkFiles } from '../../../src/manifests/check-files.ts';
import { parseQuery } from '../../../src/manifests/promql/parse-query.ts';
import { seriesCount } from '../../../src/manifests/promql/series-count.ts';
import { RULES } from '../../../src/manifests/rules/rules.ts';
import { SHOP_FILE } from '../../support/manifests/shop-file.ts';

const IDS = new Set(RULES.map(({ id }) => id));

/** Whatever the text is: an answer, with places that exist in it. */
function expectSoundAnswer(text: string): void {
  const lines = text.split('\n');
  const { findings } = checkFiles([{ name: 'a.yaml', text, named: true }], RULES);
  for (const { line, column, rule, message } of findings) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
    expect(IDS).toContain(rule);
    expect(message).not.toMatch(/undefined|\[object|NaN/);
  }
}

it('any text gets an answer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => expectSoundAnswer(text)),
    { seed: 7, numRuns: 100 },
  );
});

it('so do sound manifests of which a part is gone, doubled or replaced', () => {
  const part = fc.tuple(
    fc.nat(SHOP_FILE.length),
    fc.nat(60),
    fc.constantFrom('', '[]', '{}', '1', 'null', '"', '- ', ': ', '\n'),
  );
  fc.assert(
    fc.property(part, fc.boolean(), ([at, length, instead], doubled) => {
      const gone = SHOP_FILE.slice(at, at + length);
      expectSoundAnswer(
        SHOP_FILE.slice(0, at) + instead + (doubled ? gone + gone : '') + SHOP_FILE.slice(at + length),
      );
    }),
    { seed: 7, numRuns: 40 },
  );
});

it('so do manifests of which any value is another', () => {
  const lines = SHOP_FILE.split('\n');
  const values = fc.constantFrom(
    '',
    ' 0',
    ' -1',
    ' 1e99',
    ' []',
    ' {}',
    ' [{}]',
    ' {a: {b: []}}',
    ' "x"',
    ' null',
    ' on',
    ' |',
    ' &a *a',
  );
  fc.assert(
    fc.property(fc.nat(lines.length - 1), values, (index, value) => {
      const changed = lines.map((line, at) => (at === index ? line.replace(/:( .*)?$/, `:${value}`) : line));
      expectSoundAnswer(changed.join('\n'));
    }),
    { seed: 7, numRuns: 50 },
  );
});

it('any text is a query, or says where it stops being one', () => {
  const words = fc.constantFrom(
    'sum',
    '(',
    ')',
    '{',
    '}',
    'x',
    '[1m]',
    'by',
    '5',
    '"a"',
    '/',
    'or',
    'on',
    'rate',
    '=',
    ',',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 14 }), (parts) => {
      const text = parts.join('');
      const query = parseQuery(text);
      if (query.kind === 'query')
        expect(['one', 'many', 'unknown']).toContain(seriesCount(text, query.root).kind);
      else expect(query.offset).toBeLessThanOrEqual(text.length);
    }),
    { seed: 7, numRuns: 500 },
  );
});
