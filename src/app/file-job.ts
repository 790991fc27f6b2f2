import { isOvertaken } from '../gate/overtaken.ts';
import { type PromotionInput, promotionOf } from '../gate/promotion.ts';
import type { AuditLine, FiledJob, FindingEntry, HistoryEntry } from '../model/history.ts';
import type { Promotion } from '../model/report.ts';
import type { BaselineStore, SaveResult } from '../ports/baseline-store.ts';
import type { SourceFacts } from '../ports/environment.ts';
import type { Logger } from '../ports/logger.ts';

/** What decides where a job goes. */
export interface Filing extends Pick<PromotionInput, 'verdict' | 'updateBaseline' | 'handsOver'> {
  readonly source: SourceFacts;
  readonly acceptance: AuditLine | null;
  /** What is filed under its key already. */
  readonly filed: readonly (HistoryEntry | FindingEntry)[];
}

/** A store that warns of what it refuses to keep: a report alone says it too quietly for a job that ends well. */
export function tellingStore({
  store,
  logger,
}: {
  readonly store: BaselineStore;
  readonly logger: Logger;
}): Pick<BaselineStore, 'add'> {
  return {
    async add(key, event) {
      const saved = await store.add(key, event);
      if (saved.kind === 'refused') logger.warn(`this job was not filed: ${saved.reason}. ${saved.hint}`);
      return saved;
    },
  };
}

/**
 * Puts a job into the history where `promotionOf` says: a run of the gate or a stress, spike or soak test, by the same
 * rules. A refused save is told, never fatal.
 * @param add saves the job together with what it measured
 * @returns what became of it
 */
export async function fileJob(
  filing: Filing,
  { id, at }: Pick<FiledJob, 'id' | 'at'>,
  add: (job: FiledJob) => Promise<SaveResult>,
): Promise<Promotion> {
  const { source, verdict, acceptance, filed } = filing;
  const decided = promotionOf({ ...filing, overtaken: isOvertaken(source, filed) });
  const { reason } = decided;
  if (decided.status === 'not-saved') return { kind: 'not-saved', reason };
  const { status, opensEpoch } = decided;
  const saved = await add({
    id,
    at,
    commit: source.commit,
    branch: source.branch,
    verdict: verdict.kind,
    status,
    statusReason: reason,
    opensEpoch,
    acceptance: acceptance !== null && opensEpoch ? { entry: id, ...acceptance } : null,
  });
  if (saved.kind !== 'refused') return { kind: status, reason };
  return { kind: 'not-saved', reason: `${saved.reason}. ${saved.hint}` };
}
