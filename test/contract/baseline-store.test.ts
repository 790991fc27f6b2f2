import { systemClock } from '../../src/adapters/node/system-clock.ts';
import { makeDirectoryStore } from '../../src/adapters/store-directory/directory-store.ts';
import { makeMemoryStore } from '../support/memory-store.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeBaselineStore } from './baseline-store.contract.ts';

describeBaselineStore('memory', async () => ({
  store: makeMemoryStore(),
  close: async () => undefined,
}));

describeBaselineStore('directory', async () => {
  const folder = await makeTempFolder();
  const directory = folder.file('baselines');
  return {
    store: makeDirectoryStore({ directory, shownAs: 'baselines', clock: systemClock }),
    close: folder.remove,
  };
});
