/** One line of `baseline list`: what is known of a key at a glance. */
export interface BaselineOverview {
  readonly key: string;
  /** `null` when it could be read; else why not. */
  readonly problem: string | null;
  /** Jobs that are kept. */
  readonly entries: number;
  /** Jobs that make the baseline now. */
  readonly inBaseline: number;
  readonly withheld: number;
  /** p95 of all requests of the newest baseline entry's first run, in ms. */
  readonly p95: number | null;
  readonly commit: string | null;
  /** ISO 8601 of the newest baseline entry. */
  readonly at: string | null;
  readonly pinned: boolean;
}
