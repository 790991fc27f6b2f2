/** What one value says, or what was expected instead. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly expected: string;
      /** Told instead of what came, where that may hold a secret. */
      readonly got?: string;
    };

/** A thing that can be set by flag, environment variable or file: one place for parsing, default and help. */
export interface Setting<T> {
  /** Kebab-case: `--fail-threshold`, `PERF_GATE_FAIL_THRESHOLD`, `fail-threshold:` in the file. */
  readonly name: string;
  readonly help: string;
  /** Shown in help; `null` for switches, which take no value. */
  readonly placeholder: string | null;
  readonly fallback: T;
  /** The default as a person would write it; empty when there is none. */
  readonly fallbackText: string;
  /** `true` when a flag may be given more than once. */
  readonly repeatable: boolean;
  parse(raw: unknown): Parsed<T>;
}

/** A value that was refused: where it stood, what was expected, what came. */
export interface Problem {
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

export function accepted<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function refused<T>(expected: string, got?: string): Parsed<T> {
  return { ok: false, expected, ...(got === undefined ? {} : { got }) };
}

/** A value as it is quoted in a message: one line, at most 60 characters. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters must not reach a terminal
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  return `"${line.length > 60 ? `${line.slice(0, 57)}...` : line}"`;
}
