import { expect, it } from 'vitest';
import { wrapText } from '../../../src/report/wrap-text.ts';

it.each([
  ['', 10, []],
  ['one two three', 7, ['one two', 'three']],
  ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ['a  b', 10, ['a b']],
  ['😀😀😀 😀', 3, ['😀😀😀', '😀']],
])('%j in %d columns', (text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines);
});
