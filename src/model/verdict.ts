/** Every outcome that a gate can have, worst first: several rules make one verdict, the worst of them. */
export const VERDICT_KINDS = [
  'regressed',
  'slo-breached',
  'invalid',
  'inconclusive',
  'not-comparable',
  'no-baseline',
  'warned',
  'improved',
  'passed',
] as const;

export type VerdictKind = (typeof VERDICT_KINDS)[number];

/** Why a verdict is what it is: a stable code for machines and a sentence for people. */
export interface Reason {
  readonly code: string;
  readonly text: string;
}

/** Of an inconclusive verdict that is over the limit: a regression that one look cannot confirm. */
export const UNCONFIRMED = 'over-the-limit-unconfirmed';

/** Of a verdict that is not comparable: the baseline is of a script with another name. */
export const ANOTHER_SCRIPT = 'another-script';

export interface Verdict {
  readonly kind: VerdictKind;
  /** At least one, the decisive one first. */
  readonly reasons: readonly [Reason, ...Reason[]];
}
