/** What is measured on this machine, and for how long. */
export interface EvidencePlan {
  /** What the head multiplies the shop's work by; 1 is unchanged code. */
  readonly levels: readonly number[];
  readonly chunkMs: number;
  readonly warmUpMs: number;
  /** Requests a second of one run. */
  readonly rate: number;
  /** No new round of chunks begins that could not end within this time. */
  readonly budgetMs: number;
}

export const EVIDENCE_PLAN: EvidencePlan = {
  levels: [1, 1.2, 1.5],
  chunkMs: 20_000,
  warmUpMs: 3_000,
  rate: 100,
  budgetMs: 30 * 60_000,
};
