/** One small script with what k6 documents of it. */
export interface ConformanceCase {
  /** Functions of k6 that the case shows, as the table names them: `k6/http.get`, `Response.json`. */
  readonly covers: readonly string[];
  readonly title: string;
  /** What comes before the default function: imports and init code. */
  readonly init?: string;
  /** Body of the default function; `BASE` is the test server's address. */
  readonly body: string;
  /** What it returns, as JSON; not looked at when left out. */
  readonly returns?: unknown;
  /** The message of what it throws. */
  readonly throws?: RegExp;
  /** The message of what its init code throws. */
  readonly refuses?: RegExp;
  /** How often samples of metrics come; others may come, too. */
  readonly samples?: Readonly<Record<string, number>>;
  /** Tags that every sample of a metric has. */
  readonly tags?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Lines of the log, each with its level. */
  readonly logs?: readonly RegExp[];
  /** Where the engine is known to differ from k6, in words for the table. */
  readonly differs?: string;
  /** Files beside the script. */
  readonly files?: Readonly<Record<string, string>>;
  /** The body is that of an async function. */
  readonly isAsync?: boolean;
  /** Options of the test, for `exec.test.options`. */
  readonly options?: unknown;
}

export function caseSource({ init = '', body, isAsync = false }: ConformanceCase): string {
  return `${init}\nconst BASE = __ENV.BASE;\nexport default ${isAsync ? 'async ' : ''}function () {\n${body}\n}\n`;
}
