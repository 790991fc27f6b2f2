import { expect, it } from 'vitest';
import { wrapText } from '../../../src/report/wrap-text.ts';

it.each([
  ['', 10, []],
  ['one two three', 7, ['one two', 'three']],
  ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ['a  b', 10, ['a b']],
  ['say `a b c` now', 10, ['say', '`a b c`', 'now']],
  ['say (`a b c`).', 10, ['say', '(`a b c`).']],
  ['say `a b c d e f`', 6, ['say `a', 'b c d', 'e f`']],
  ['6\u202f000 of', 5, ['6\u202f000', 'of']],
  ['one ` of two', 6, ['one `', 'of two']],
  ['😀😀😀 😀', 3, ['😀😀😀', '😀']],
])('%j in %d columns', (text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines);
});
