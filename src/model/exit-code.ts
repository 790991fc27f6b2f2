import { assertNever } from './assert-never.ts';
import type { Fault } from './gate-error.ts';
import type { VerdictKind } from './verdict.ts';

/** The one table of exit codes (documented in `docs/reference/exit-codes.md`). */
export const EXIT_CODES = {
  ok: 0,
  failed: 1,
  usage: 2,
  notMeasured: 3,
  undecided: 4,
  bug: 70,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** Which verdicts the caller wants to fail on. */
export interface FailurePolicy {
  readonly failOnRegression: boolean;
  readonly failOnInconclusive: boolean;
  readonly failOnNoBaseline: boolean;
  /** Whatever the verdict is, it does not fail; only what could not be judged at all does. */
  readonly reportOnly?: boolean;
}

/** @param isAccepted whether a person has accepted the regression; broken SLOs cannot be accepted */
export function exitCodeOfVerdict(kind: VerdictKind, policy: FailurePolicy, isAccepted = false): ExitCode {
  if (policy.reportOnly === true) return EXIT_CODES.ok;
  switch (kind) {
    case 'passed':
    case 'improved':
    case 'warned':
      return EXIT_CODES.ok;
    case 'regressed':
      return policy.failOnRegression && !isAccepted ? EXIT_CODES.failed : EXIT_CODES.ok;
    case 'slo-breached':
      return EXIT_CODES.failed;
    case 'invalid':
      return EXIT_CODES.notMeasured;
    case 'inconclusive':
    case 'not-comparable':
      return policy.failOnInconclusive ? EXIT_CODES.undecided : EXIT_CODES.ok;
    case 'no-baseline':
      return policy.failOnNoBaseline ? EXIT_CODES.undecided : EXIT_CODES.ok;
    default:
      return assertNever(kind, 'verdict kind');
  }
}

export function exitCodeOfFault(fault: Fault): ExitCode {
  switch (fault) {
    case 'user':
      return EXIT_CODES.usage;
    case 'environment':
      return EXIT_CODES.notMeasured;
    case 'internal':
      return EXIT_CODES.bug;
    default:
      return assertNever(fault, 'fault');
  }
}
