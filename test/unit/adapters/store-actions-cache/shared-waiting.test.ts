import { expect, it } from 'vitest';
import type {
  CacheRestore,
  CacheSession,
  OpenCache,
} from '../../../../src/adapters/store-actions-cache/actions-cache.ts';
import { shareWaiting } from '../../../../src/adapters/store-actions-cache/shared-waiting.ts';

/** Sessions in which every question takes 15 s of a clock of their own. */
function slowCache(answer: CacheRestore['kind']): { readonly open: OpenCache; readonly limits: number[] } {
  const limits: number[] = [];
  const open: OpenCache = async (limitMs) => {
    limits.push(limitMs);
    let left = limitMs;
    const ask = async () => {
      left = Math.max(0, left - 15_000);
      return { kind: answer, cacheKey: 'k', cause: 'x', hint: 'y' } as never;
    };
    const session: CacheSession = {
      remainingMs: () => left,
      restore: ask,
      find: ask,
      save: ask,
      close: async () => undefined,
    };
    return session;
  };
  return { open, limits };
}

it('waits less after it has waited in vain, but always a little', async () => {
  const { open, limits } = slowCache('failed');
  const shared = shareWaiting(open);
  for (let nth = 0; nth < 4; nth++) await (await shared(40_000)).restore('f', 'k');
  expect(limits).toEqual([40_000, 25_000, 10_000, 5_000]);
});

it('does not count what was answered', async () => {
  const { open, limits } = slowCache('miss');
  const shared = shareWaiting(open);
  await (await shared(40_000)).find('k');
  await (await shared(40_000)).save('f', 'k');
  expect(limits).toEqual([40_000, 40_000]);
});
