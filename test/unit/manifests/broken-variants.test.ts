import { describe, expect, it } from 'vitest';
import { checkFiles } from '../../../src/manifests/check-files.ts';
import { RULES } from '../../../src/manifests/rules/rules.ts';
import { shortForm } from '../../support/check-yaml.ts';
import { BROKEN_VARIANTS } from '../../support/manifests/broken-variants.ts';
import { SHOP_FILE } from '../../support/manifests/shop-file.ts';

function findingsIn(text: string): readonly string[] {
  const { findings } = checkFiles([{ name: 'shop.yaml', text, named: true }], RULES);
  return findings.map((finding) => shortForm(finding).replace(/:\d+ /, ' '));
}

it('the file that all variants are made of has no finding', () => {
  expect(findingsIn(SHOP_FILE)).toEqual([]);
});

describe('a broken variant is found, alone and in its line', () => {
  it.each(BROKEN_VARIANTS.map((variant) => [variant.title, variant] as const))(
    '%s',
    (_, { from, to, rule, lineOf }) => {
      expect(SHOP_FILE).toContain(from);
      const text = SHOP_FILE.replace(from, () => to);
      const line = lineNumberOf(text, lineOf ?? to);
      expect(findingsIn(text)).toEqual([`${line} ${rule}`]);
    },
  );
});

it('there are at least sixty of them, and most rules have one', () => {
  expect(BROKEN_VARIANTS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(BROKEN_VARIANTS.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(50);
});

/** The line in which the last line of a text begins. */
function lineNumberOf(text: string, part: string): number {
  const at = text.indexOf(part);
  const offset = part.startsWith('\n') ? 1 : 0;
  return text.slice(0, at + offset).split('\n').length;
}
