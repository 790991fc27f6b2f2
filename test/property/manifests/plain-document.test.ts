import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../../src/manifests/rules/rules.ts';
import { documentChunks } from '../../../src/manifests/yaml/document-chunks.ts';
import { parseDocuments } from '../../../src/manifests/yaml/parse-documents.ts';
import { readPlainDocument } from '../../../src/manifests/yaml/plain-document.ts';
import { sourceText } from '../../../src/manifests/yaml/source-text.ts';
import { soundDocument } from '../../../src/manifests/yaml/yaml-document.ts';
import { SHOP_FILE } from '../../support/manifests/shop-file.ts';

const MANIFESTS = path.resolve(import.meta.dirname, '../../../manifests');

/** All documents of a text: how many the plain reader took, each of them as the full parser reads it. */
function plainAmong(text: string): { plain: number; documents: number } {
  const source = sourceText('a.yaml', text);
  const chunks = documentChunks(text);
  let plain = 0;
  for (const chunk of chunks) {
    const root = readPlainDocument(source, chunk);
    if (root === null) continue;
    plain += 1;
    expect([soundDocument(root, [])]).toEqual([...parseDocuments(source, chunk)]);
  }
  return { plain, documents: chunks.length };
}

/** What the parser makes of the chunks, and what it makes of the whole. */
function expectSameInChunks(text: string): void {
  const source = sourceText('a.yaml', text);
  const whole = [...parseDocuments(source, { from: 0, to: text.length })];
  expect(documentChunks(text).flatMap((chunk) => [...parseDocuments(source, chunk)])).toEqual(whole);
}

const SHIPPED = readdirSync(MANIFESTS, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name) => readFileSync(path.join(MANIFESTS, name), 'utf8'));
const EXAMPLES = RULES.flatMap(({ bad, good }) => [bad, good]).filter((text) => text !== undefined);

describe('the reader of plain documents', () => {
  it('reads what kustomize prints, most of what people write, and all of it as the full parser does', () => {
    const shop = plainAmong(SHOP_FILE);
    expect(shop.plain).toBe(shop.documents);
    const counts = [SHOP_FILE, ...SHIPPED, ...EXAMPLES].map(plainAmong);
    const sum = (of: 'plain' | 'documents') => counts.reduce((total, count) => total + count[of], 0);
    expect(sum('plain') / sum('documents')).toBeGreaterThan(0.75);
  });

  it.each([
    'a: 1\n',
    'a: -0.5\nb: 1.25 # half\nc: ~\nd: yes\ne: "no"\nf: 0x10\n',
    'a:\n- b: 1\n  c: {}\n-   d: []\n',
    'a: \'it\'\'s\'\nb: "say \\"x\\"\\n"\n',
    'a: |\n  one\n\n    two\n\nb: |-\n  three\n\n\n',
    'a: |\n  one\n # less\nb: 2\n',
    '- a\n- -b\n- http://x:80/y?z#w\n- "c" # d\n',
    'a: [a, "b, c", 1, x=y:z]\nb: [ ]\n',
    'a: {b: c d, e: {f: [1, {g: "h"}]}, }\ni: {}\nj: {k: l:m}\n',
    'a: {b}\nc: {d: }\n',
    'a: [b: c, - d]\n',
    'a: [b\n  , c]\n',
    'a: {b: c}d\n',
    'a: {b: 1, b: 2}\n',
    'a: [,]\n',
    'a: [b # c]\n',
    'a: one\n  two\n',
    'a: b: c\n',
    'a: "b" c\n',
    'a: {{ x }}\n',
    'a: -\nb: ?\n',
    'a:\n  b: 1\n c: 2\n',
    'a: 1\na: 2\n',
    'true: a\nno: b\nnull: c\n',
    'a: *b\nc: !x y\nd: &e f\n',
    'a: >-\n  b\n  c\n',
    'a: |2\n   b\n',
    'a: |\n\n  b\n',
    'a: |\n  b',
    'a: @b\n',
    '\u00fc: 1\na: \u00fc # \u2014\n',
    '# only\n',
    '---\n# only\n---\na: 1\n---\n',
    '--- a\n--- # b\nc: 1\n',
  ])('reads %j as the full parser does, or not at all', (text) => {
    plainAmong(text);
    expectSameInChunks(text);
  });

  it('reads changed manifests as the full parser does, or not at all', () => {
    const part = fc.tuple(
      fc.nat(SHOP_FILE.length),
      fc.nat(12),
      fc.constantFrom(
        '',
        ' ',
        '  ',
        '\n',
        '- ',
        ': ',
        ' #',
        '"',
        "'",
        '|',
        '[',
        '{}',
        '1',
        '~',
        'a',
        '-',
        ',',
        '&a ',
        '{',
        '}',
        ']',
        ':',
        '{a: b}',
        '---\n',
        '0x1',
        '.5',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (changes) => {
        let text = SHOP_FILE;
        for (const [at, length, instead] of changes)
          text = text.slice(0, at) + instead + text.slice(at + length);
        plainAmong(text);
      }),
      { seed: 9, numRuns: 40 },
    );
  });
});

it('documents read one by one are those of the whole text', () => {
  for (const text of [...SHIPPED, SHOP_FILE]) expectSameInChunks(text);
});
