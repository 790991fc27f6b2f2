import { type ErrorCode, GateError } from '../../../model/gate-error.ts';

/** Longest rendering of a refused value in a message. */
const MAX_SHOWN = 60;

/** Collects everything that is wrong with a set of options, so that it can be told at once. */
export class OptionProblems {
  readonly #problems: string[] = [];
  readonly #unsupported: string[] = [];

  add(path: string, expected: string, got: unknown): void {
    this.#problems.push(`${path}: expected ${expected}, got ${shown(got)}`);
  }

  /** Something that k6 has and this engine has not. */
  addUnsupported(path: string, why: string): void {
    this.#unsupported.push(`${path}: ${why}`);
  }

  /** @throws GateError with every problem, wrong values before unsupported ones. */
  throwIfAny(what: string, code: ErrorCode): void {
    if (this.#problems.length > 0) {
      throw new GateError(code, report(`${what} are not valid`, this.#problems), { fault: 'user' });
    }
    if (this.#unsupported.length > 0) {
      const text = report(`${what} ask for what the embedded engine does not have`, this.#unsupported);
      const hint = 'Remove these options, or run the script with k6 (--engine k6).';
      throw new GateError('SCRIPT_UNSUPPORTED', text, { fault: 'user', hint });
    }
  }
}

function report(headline: string, lines: readonly string[]): string {
  return lines.length === 1 ? `${headline}: ${lines[0]}` : [`${headline}:`, ...lines].join('\n  - ');
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
}
