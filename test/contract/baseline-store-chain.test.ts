import { makeChainedStore } from '../../src/adapters/store-chain/chained-store.ts';
import { makeMemoryStore } from '../support/memory-store.ts';
import { describeBaselineStore } from './baseline-store.contract.ts';

const LOGGER = { debug() {}, info() {}, warn() {}, error() {} };

describeBaselineStore('chain of two', async () => ({
  store: makeChainedStore({
    links: [
      { store: makeMemoryStore(), goneBecause: 'it forgets', isWritable: true },
      { store: makeMemoryStore(), goneBecause: null, isWritable: true },
    ],
    logger: LOGGER,
  }),
  close: async () => undefined,
}));
