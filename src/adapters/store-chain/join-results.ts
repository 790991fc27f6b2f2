import type { BaselineStore, SaveResult } from '../../ports/baseline-store.ts';
import type { Logger } from '../../ports/logger.ts';

export interface LinkResult {
  readonly store: BaselineStore;
  readonly result: SaveResult;
}

/** What came of adding to several stores: saved when one of them has it; the others' refusals are told. */
export function joinResults(results: readonly LinkResult[], logger: Logger): SaveResult {
  const saved = results.flatMap(({ result }) => (result.kind === 'saved' ? [result.where] : []));
  const refused = results.flatMap(({ store, result }) =>
    result.kind === 'refused' ? [{ store, ...result }] : [],
  );
  if (refused.length === results.length) {
    return {
      kind: 'refused',
      reason: refused.map(({ reason }) => reason).join('; '),
      hint: refused.map(({ hint }) => hint).join(' '),
    };
  }
  for (const { store, reason, hint } of refused)
    logger.warn(`The run was not saved in ${store.description}: ${reason}. ${hint}`);
  return saved.length === 0 ? { kind: 'already-there' } : { kind: 'saved', where: saved.join(' and ') };
}
