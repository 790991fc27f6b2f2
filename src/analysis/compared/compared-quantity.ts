/** One figure of a finding that later tests are held against. */
export interface ComparedQuantity {
  /** Of the same name in every test: `recovery`. */
  readonly name: string;
  /** With its unit, for readers: `recovery (s)`. */
  readonly what: string;
  /** Code of the reason when it became worse: `recovery-longer`. */
  readonly worse: string;
  /** Higher is worse; on a scale whose differences are what counts (a logarithm, a rise an hour). */
  readonly level: number;
  /** Standard error of `level` from within the test. */
  readonly error: number;
  /** A difference of levels above this is too much; `null`: that of the gate (`--fail-threshold`). */
  readonly limit: number | null;
  /** A level as a figure in the unit of `what`. */
  figureOf(level: number): number;
  /** How much larger one figure is than another, as readers are told. */
  changeOf(level: number, before: number): number | null;
  /** A figure with its unit, in a sentence. */
  show(value: number): string;
}
