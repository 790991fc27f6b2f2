import { expect, it } from 'vitest';
import { plainText, shortenMiddle } from '../../../src/lib/plain-text.ts';

it.each([
  ['\u001b[1;31mred\u001b[0m', 'red'],
  ['\u009b2Jgone', 'gone'],
  ['a\r\nb\u2028c', 'a b c'],
  ['a\u202eb\u200bc\u2066d', 'a b c d'],
  ['x\ud800y', 'x y'],
  ['  GET /search  ', 'GET /search'],
  ['5\u202f980 ms', '5\u202f980 ms'],
])('%j is written as %j', (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

it('keeps both ends of a long name, and never half a character', () => {
  expect(shortenMiddle('GET /a/very/long/path/to/orders', 15)).toBe('GET /a/…/orders');
  expect(shortenMiddle('😀'.repeat(9), 5)).toBe('😀😀…😀😀');
  expect(shortenMiddle('short', 5)).toBe('short');
});
