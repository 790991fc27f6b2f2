/** `error`: it will not work, or not as written. `warning`: it works, but costs time, money or sleep. */
export type Severity = 'error' | 'warning';

/** One thing that is wrong with a manifest, where it stands. Lines and columns count from 1. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly fix: string;
}

/** Files in order of their names, then by position: the order in which findings are told. */
export function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1);
}
