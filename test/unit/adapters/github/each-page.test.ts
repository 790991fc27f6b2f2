import { expect, it } from 'vitest';
import { eachPage } from '../../../../src/adapters/github/each-page.ts';

const rows = (count: number) => Array.from({ length: count }, (_, index) => index);

it.each([[''], ['[{"number": 7}, {"num'], [{ message: 'Not Found' }], [null]])(
  'an answer that is no list is no empty list: %j',
  async (answer) => {
    await expect(eachPage({ size: 2, maxPages: 3 }, async () => answer as never)).rejects.toThrow('no list');
  },
);

it.each([
  [0, 1, 0],
  [1, 1, 1],
  [2, 2, 2],
  [5, 3, 5],
  [9, 3, 6],
])('of %d rows %d pages of two are asked for: %d rows', async (total, pages, read) => {
  const asked: number[] = [];
  const found = await eachPage({ size: 2, maxPages: 3 }, async ({ per_page, page }) => {
    asked.push(page);
    return rows(total).slice((page - 1) * per_page, page * per_page);
  });
  expect(asked).toEqual(rows(pages).map((index) => index + 1));
  expect(found).toEqual(rows(read));
});
