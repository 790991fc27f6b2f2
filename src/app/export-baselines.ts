import { type BundledEvent, writeBundle } from '../history/bundle.ts';
import { GateError } from '../model/gate-error.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';

/**
 * All events of some keys as one portable JSON document. All or nothing: a copy that silently lacks a part
 * would be worse than none.
 * @throws GateError BASELINE_NOT_FOUND, STORE_UNREADABLE
 */
export async function exportBaselines(store: BaselineStore, keys: readonly string[]): Promise<string> {
  const bundled: BundledEvent[] = [];
  for (const key of keys) {
    const lookup = await store.events(key);
    switch (lookup.kind) {
      case 'found':
        bundled.push(...lookup.events.map((event) => ({ key, event })));
        break;
      case 'absent':
        throw problem(
          'BASELINE_NOT_FOUND',
          store,
          key,
          'there is none',
          'perf-gate baseline list shows the keys.',
        );
      case 'unreadable':
        throw problem('STORE_UNREADABLE', store, key, `${lookup.where}: ${lookup.cause}`, lookup.hint);
      case 'unknown':
        throw problem('STORE_UNREADABLE', store, key, lookup.cause, lookup.hint);
    }
  }
  return writeBundle(bundled);
}

function problem(
  code: 'BASELINE_NOT_FOUND' | 'STORE_UNREADABLE',
  store: BaselineStore,
  key: string,
  cause: string,
  hint: string,
): GateError {
  const fault = code === 'BASELINE_NOT_FOUND' ? 'user' : 'environment';
  const message = `exporting the baseline ${JSON.stringify(key)} from ${store.description}: ${cause}`;
  return new GateError(code, message, { fault, hint });
}
