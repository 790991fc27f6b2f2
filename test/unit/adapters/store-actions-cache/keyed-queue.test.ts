import { expect, it } from 'vitest';
import { makeKeyedQueue } from '../../../../src/adapters/store-actions-cache/keyed-queue.ts';

it('gives each its own answer, in batches of one key at a time', async () => {
  const batches: string[] = [];
  const queue = makeKeyedQueue<number, number>(async (key, items) => {
    batches.push(`${key}:${items.join()}`);
    await Promise.resolve();
    return items.map((item) => item * 10);
  });
  const answers = [1, 2, 3].map((item) => queue.add('a', item));
  answers.push(queue.add('b', 4));
  expect(await Promise.all(answers)).toEqual([10, 20, 30, 40]);
  expect(batches).toEqual(['a:1,2,3', 'b:4']);
});

it('puts what comes meanwhile into the next batch', async () => {
  const batches: string[] = [];
  const queue = makeKeyedQueue<number, number>(async (_, items) => {
    batches.push(items.join());
    if (items.includes(1)) later.push(queue.add('a', 2), queue.add('a', 3));
    return items;
  });
  const later: Promise<number>[] = [];
  expect(await queue.add('a', 1)).toBe(1);
  expect(await Promise.all(later)).toEqual([2, 3]);
  expect(batches).toEqual(['1', '2,3']);
});

it('goes on after a failure, and never leaves anybody waiting', async () => {
  let calls = 0;
  const queue = makeKeyedQueue<number, number>(async (_, items) => {
    if (++calls === 1) throw new Error('boom');
    return calls === 2 ? [] : items;
  });
  await expect(queue.add('a', 1)).rejects.toThrow('boom');
  await expect(queue.add('a', 2)).rejects.toThrow('fewer results');
  expect(await queue.add('a', 3)).toBe(3);
});
