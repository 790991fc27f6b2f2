import { describe, expect, it } from 'vitest';
import { type ExitCode, exitCodeOfVerdict } from '../../../src/model/exit-code.ts';
import { VERDICT_KINDS, type VerdictKind } from '../../../src/model/verdict.ts';

const DEFAULT = { failOnRegression: true, failOnInconclusive: false, failOnNoBaseline: false };
const STRICT = { failOnRegression: true, failOnInconclusive: true, failOnNoBaseline: true };

describe('the exit code of a verdict', () => {
  it.each<[VerdictKind, ExitCode, ExitCode, ExitCode]>([
    // by default, where doubt fails, and where a person accepted the regression
    ['passed', 0, 0, 0],
    ['improved', 0, 0, 0],
    ['warned', 0, 0, 0],
    ['no-baseline', 0, 4, 0],
    ['inconclusive', 0, 4, 0],
    ['not-comparable', 0, 4, 0],
    ['regressed', 1, 1, 0],
    ['slo-breached', 1, 1, 1],
    ['invalid', 3, 3, 3],
  ])('%s: %i, %i, %i', (kind, byDefault, strict, accepted) => {
    expect(exitCodeOfVerdict(kind, DEFAULT)).toBe(byDefault);
    expect(exitCodeOfVerdict(kind, STRICT)).toBe(strict);
    expect(exitCodeOfVerdict(kind, DEFAULT, true)).toBe(accepted);
  });

  it.each(VERDICT_KINDS)('of a %s run that is only reported is 0', (kind) => {
    expect(exitCodeOfVerdict(kind, { ...STRICT, reportOnly: true })).toBe(0);
  });
});
