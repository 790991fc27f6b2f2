import { systemClock } from '../../src/adapters/node/system-clock.ts';
import { makeActionsCacheStore } from '../../src/adapters/store-actions-cache/actions-cache-store.ts';
import { MemoryActionsCache } from '../support/memory-actions-cache.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeBaselineStore } from './baseline-store.contract.ts';

describeBaselineStore('Actions cache, without the service', async () => {
  const folder = await makeTempFolder();
  const cache = new MemoryActionsCache({ folder });
  const scope = { reads: ['main'], writes: 'main' } as const;
  return {
    store: makeActionsCacheStore({ open: cache.open, scope, clock: systemClock, listing: cache.list }),
    close: folder.remove,
  };
});
