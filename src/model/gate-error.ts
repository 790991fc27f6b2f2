/** Who has to act: `user` (input), `environment` (machine, network, target, disk), `internal` (a bug of ours). */
export type Fault = 'user' | 'environment' | 'internal';

/** Stable names of everything that can go wrong; documented in `docs/reference/errors.md`. */
export type ErrorCode =
  | 'USAGE'
  | 'CONFIG_INVALID'
  | 'FILE_NOT_FOUND'
  | 'FILE_UNREADABLE'
  | 'FILE_UNWRITABLE'
  | 'FORMAT_UNKNOWN'
  | 'RESULTS_EMPTY'
  | 'RESULTS_DAMAGED'
  | 'SCRIPT_NOT_FOUND'
  | 'SCRIPT_INVALID'
  | 'SCRIPT_UNSUPPORTED'
  | 'ENGINE_NOT_FOUND'
  | 'ENGINE_UNSUPPORTED'
  | 'ENGINE_FAILED'
  | 'DOWNLOAD_FAILED'
  | 'GITHUB_UNANSWERED'
  | 'METRICS_UNREADABLE'
  | 'METRICS_EMPTY'
  | 'STORE_UNREADABLE'
  | 'STORE_UNWRITABLE'
  | 'STORE_NEWER_SCHEMA'
  | 'BASELINE_NOT_FOUND'
  | 'INTERRUPTED'
  | 'INTERNAL';

export interface GateErrorOptions {
  readonly fault: Fault;
  /** What to do about it, in one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * An error that says whose fault it is and what to do.
 * The message says what was being done, on what, what was expected and what came.
 * A regression is a verdict, never an error.
 */
export class GateError extends Error {
  override readonly name = 'GateError';
  readonly code: ErrorCode;
  readonly fault: Fault;
  readonly hint: string | null;

  constructor(code: ErrorCode, message: string, options: GateErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.fault = options.fault;
    this.hint = options.hint ?? null;
  }
}

export function isGateError(value: unknown): value is GateError {
  return value instanceof GateError;
}
