import { expect, it } from 'vitest';
import { StartLimit } from '../../../../../../src/adapters/engine-embedded/vu/line/start-limit.ts';

it('runs no more than its limit at a time, in order, failures included', async () => {
  const limit = new StartLimit(2);
  const begun: number[] = [];
  let [running, most] = [0, 0];
  const task = (id: number) => async () => {
    begun.push(id);
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    if (id === 1) throw new Error('first');
    return id;
  };
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map((id) => limit.run(task(id))));
  expect(results.map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect([begun, most]).toEqual([[1, 2, 3, 4, 5], 2]);
});
