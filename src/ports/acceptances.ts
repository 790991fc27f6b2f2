import type { AuditLine } from '../model/history.ts';
import type { Notice } from '../model/run.ts';

export interface AcceptanceAnswer {
  /** `null`: nobody has accepted it. */
  readonly acceptance: AuditLine | null;
  /** What could not be asked, for example labels that no token may read. */
  readonly notices: readonly Notice[];
}

/** Where a person says that a slower level is intended. */
export interface Acceptances {
  /** Whether the commit under judgement is accepted. Asked about regressed runs only. Never rejects. */
  find(): Promise<AcceptanceAnswer>;
}
