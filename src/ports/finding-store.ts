import type { FindingReport } from '../model/finding.ts';
import type { Notice } from '../model/run.ts';
import type { SaveResult } from './baseline-store.ts';

export interface FindingHistory {
  /** Oldest first. */
  readonly findings: readonly FindingReport[];
  readonly notices: readonly Notice[];
}

/** Keeps what earlier stress, spike and soak tests found, by key. Adding one never loses another. */
export interface FindingStore {
  /** @throws GateError STORE_UNREADABLE: not being able to read is never "there is none" */
  history(key: string): Promise<FindingHistory>;
  add(key: string, report: FindingReport): Promise<SaveResult>;
}
