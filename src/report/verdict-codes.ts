import type { VerdictKind } from '../model/verdict.ts';

/** Worse is higher, so that a state timeline can map colours; `docs/reference/metrics.md` has the table. */
export const VERDICT_CODES: Readonly<Record<VerdictKind, number>> = {
  improved: 0,
  passed: 1,
  warned: 2,
  'no-baseline': 3,
  'not-comparable': 4,
  inconclusive: 5,
  invalid: 6,
  'slo-breached': 7,
  regressed: 8,
};
