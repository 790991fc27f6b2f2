import { type GateError, isGateError } from '../../../model/gate-error.ts';
import type { RunEnd } from '../../../model/run.ts';

/** How a test ended, and the exit code that k6 has for that. */
export interface TestEnd {
  readonly end: RunEnd;
  readonly exitCode: number;
}

/** The part of k6's exit codes that this engine can end with. */
const K6_EXIT = {
  finished: 0,
  thresholds: 99,
  setupTimeout: 100,
  teardownTimeout: 101,
  timeout: 102,
  invalidConfig: 104,
  externalAbort: 105,
  scriptException: 107,
  scriptAborted: 108,
  markedFailed: 110,
  generic: 255,
} as const;

export const FINISHED: TestEnd = { end: { kind: 'finished' }, exitCode: K6_EXIT.finished };
export const THRESHOLDS_CROSSED: TestEnd = {
  end: { kind: 'thresholds-crossed' },
  exitCode: K6_EXIT.thresholds,
};

/** `exec.test.fail()`. */
export function markedFailed(message: string): TestEnd {
  return { end: { kind: 'marked-failed', message }, exitCode: K6_EXIT.markedFailed };
}

/** `exec.test.abort()`. */
export function scriptAborted(message: string): TestEnd {
  const hint = 'The script decided so; see its own conditions.';
  return failed('SCRIPT_ABORTED', `the script aborted the test: ${message}`, hint, K6_EXIT.scriptAborted);
}

export function interrupted(signal: string): TestEnd {
  return { end: { kind: 'interrupted', signal }, exitCode: K6_EXIT.externalAbort };
}

/** The whole test took longer than its caller allows. */
export function timedOut(afterMs: number): TestEnd {
  return { end: { kind: 'timed-out', afterMs }, exitCode: K6_EXIT.timeout };
}

export type ScriptPhase = 'setup' | 'teardown';

export function phaseThrew(phase: ScriptPhase, message: string): TestEnd {
  const hint = 'See whether the target answers, and what the script makes of its answer.';
  return failed('SCRIPT_INVALID', `${phase}() threw: ${message}`, hint, K6_EXIT.scriptException);
}

export function phaseTimedOut(phase: ScriptPhase, limitMs: number): TestEnd {
  const message = `${phase}() took longer than ${limitMs / 1_000} s`;
  const hint = `Raise ${phase}Timeout in the script's options if that is expected.`;
  const exitCode = phase === 'setup' ? K6_EXIT.setupTimeout : K6_EXIT.teardownTimeout;
  return failed('ENGINE_FAILED', message, hint, exitCode);
}

/** The init context failed: nothing was run. */
export function initFailed(error: unknown): TestEnd {
  const isMissing = isGateError(error) && error.code === 'SCRIPT_NOT_FOUND';
  return fromError(error, isMissing ? K6_EXIT.generic : K6_EXIT.scriptException);
}

/** The options are wrong or ask for what there is not: nothing was run. */
export function optionsRefused(error: unknown): TestEnd {
  return fromError(error, K6_EXIT.invalidConfig);
}

/** VUs could not be started, or something else that is not the script's doing. */
export function engineFailed(error: unknown): TestEnd {
  const isScript = isGateError(error) && error.fault === 'user';
  return fromError(error, isScript ? K6_EXIT.scriptException : K6_EXIT.generic);
}

function fromError(error: unknown, exitCode: number): TestEnd {
  if (isGateError(error)) return fromGateError(error, exitCode);
  const message = error instanceof Error ? error.message : String(error);
  return failed('ENGINE_FAILED', `the embedded engine failed: ${message}`, null, exitCode);
}

function fromGateError({ code, message, hint }: GateError, exitCode: number): TestEnd {
  return failed(code, message, hint, exitCode);
}

function failed(code: string, message: string, hint: string | null, exitCode: number): TestEnd {
  return { end: { kind: 'failed', code, message, hint }, exitCode };
}
