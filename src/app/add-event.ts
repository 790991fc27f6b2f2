import { GateError } from '../model/gate-error.ts';
import type { HistoryEvent } from '../model/history.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';

/**
 * Adds an event that a person asked for.
 * @returns whether it was new
 * @throws GateError STORE_UNWRITABLE
 */
export async function addEventOrThrow(
  store: BaselineStore,
  key: string,
  event: HistoryEvent,
): Promise<boolean> {
  const result = await store.add(key, event);
  if (result.kind !== 'refused') return result.kind === 'saved';
  throw new GateError(
    'STORE_UNWRITABLE',
    `adding to the baseline ${JSON.stringify(key)} in ${store.description}: ${result.reason}`,
    { fault: 'environment', hint: result.hint },
  );
}
