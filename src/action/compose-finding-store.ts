import path from 'node:path';
import { type ComposedStore, composeBaselineStore, type StoreSurroundings } from './compose-store.ts';
import { baselinePlace } from './gate-request-of.ts';

/** No key of a baseline has a folder of this name, so that findings can live in their directory. */
const FOLDER = '.findings';

/** Where earlier findings are: beside the baselines, in whatever `baseline-store` names. */
export function composeFindingStore(around: StoreSurroundings): ComposedStore {
  const place = baselinePlace(around.baselineStore);
  const baselineStore = place.kind === 'directory' ? path.join(place.path, FOLDER) : around.baselineStore;
  return composeBaselineStore({ ...around, baselineStore });
}
