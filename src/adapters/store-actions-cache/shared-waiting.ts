import type { OpenCache } from './actions-cache.ts';

/** So much of the bound is left for every session, however much earlier ones have waited in vain. */
const LEAST_SHARE = 1 / 8;

/** Sessions that share their patience: what one waited for a service that failed, the next ones wait less. */
export function shareWaiting(open: OpenCache): OpenCache {
  let wastedMs = 0;
  return async (limitMs) => {
    const session = await open(Math.max(limitMs * LEAST_SHARE, limitMs - wastedMs));
    const counted = async <T extends { readonly kind: string }>(ask: () => Promise<T>): Promise<T> => {
      const before = session.remainingMs();
      const answer = await ask();
      if (answer.kind === 'failed') wastedMs += before - session.remainingMs();
      return answer;
    };
    return {
      ...session,
      restore: (...asked) => counted(() => session.restore(...asked)),
      find: (...asked) => counted(() => session.find(...asked)),
      save: (...asked) => counted(() => session.save(...asked)),
    };
  };
}
