import { expect, it } from 'vitest';
import { mergeNotices } from '../../../src/app/merge-notices.ts';

const late = (ms: number) => ({ code: 'late-starts', text: `iterations started ${ms} ms late` });

it('says once what several rounds say alike, and in how many others it was so', () => {
  const runs = [
    { notices: [late(33)] },
    { notices: [late(51), { code: 'cut', text: 'the last line is cut' }] },
    { notices: [late(7)] },
  ];
  expect(mergeNotices([{ code: 'fallback', text: 'embedded' }], runs)).toEqual([
    { code: 'fallback', text: 'embedded' },
    { code: 'late-starts', text: 'iterations started 33 ms late (so it was in 2 other rounds)' },
    { code: 'cut', text: 'the last line is cut' },
  ]);
});

it('keeps what one round says in several ways, and drops what is said twice', () => {
  const runs = [{ notices: [late(1), late(2), late(2)] }];
  expect(mergeNotices([], runs).map(({ text }) => text)).toEqual([
    'iterations started 1 ms late',
    'iterations started 2 ms late',
  ]);
  const twice = { code: 'x', text: 'y' };
  expect(mergeNotices([twice, twice], [])).toEqual([twice]);
});
