import { readBundle } from '../history/bundle.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import { addEventOrThrow } from './add-event.ts';

export interface ImportResult {
  readonly added: number;
  readonly alreadyThere: number;
}

/**
 * Adds the events of an exported document to what is there; running it twice changes nothing.
 * @param label of the document, for messages
 * @throws GateError FORMAT_UNKNOWN, RESULTS_DAMAGED, STORE_NEWER_SCHEMA before anything is added; STORE_UNWRITABLE
 */
export async function importBaselines(
  store: BaselineStore,
  document: string,
  label: string,
): Promise<ImportResult> {
  const bundled = readBundle(document, label);
  let added = 0;
  for (const { key, event } of bundled) if (await addEventOrThrow(store, key, event)) added++;
  return { added, alreadyThere: bundled.length - added };
}
