import path from 'node:path';
import { makeDirectoryFindings } from '../adapters/store-directory/directory-findings.ts';
import type { FindingStore } from '../ports/finding-store.ts';
import { baselinePlace } from './gate-request-of.ts';

/** No key of a baseline has a folder of this name, so that findings can live in their directory. */
const FOLDER = '.findings';
const HINT = 'Give a directory as baseline-store, and keep it between runs.';

/** Where earlier findings are: in the directory that `baseline-store` names, or nowhere, which is told. */
export function composeFindingStore(baselineStore: string, cwd: string): FindingStore {
  const place = baselinePlace(baselineStore);
  if (place.kind !== 'directory') return noFindings(place.kind);
  const directory = path.resolve(cwd, place.path, FOLDER);
  return makeDirectoryFindings({ directory, shownAs: path.join(place.path, FOLDER) });
}

function noFindings(kind: 'cache' | 'artifact'): FindingStore {
  const reason = `Findings of stress, spike and soak tests are not kept with baseline-store: ${kind}`;
  const text = `${reason}, so this one was compared with no earlier one. ${HINT}`;
  return {
    history: async () => ({ findings: [], notices: [{ code: 'findings-not-kept', text }] }),
    add: async () => ({ kind: 'refused', reason, hint: HINT }),
  };
}
