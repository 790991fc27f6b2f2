import { GateError } from '../../model/gate-error.ts';
import { type Captured, capture } from './capture.ts';
import { childEnvironment } from './child-env.ts';
import { findK6 } from './find-k6.ts';
import { type K6Version, supportedK6Version } from './version.ts';

/** A k6 that can be used. */
export interface K6Binary {
  readonly file: string;
  readonly version: K6Version;
}

/** Where a k6 comes from; asked once for all runs of an engine. */
export type K6Provider = () => Promise<K6Binary>;

export interface K6Location {
  /** `--k6-path`; `null` looks through PATH. */
  readonly k6Path: string | null;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** For relative paths; where this process runs by default. */
  readonly cwd?: string;
  /** How long `k6 version` may take. */
  readonly versionTimeoutMs?: number;
}

const VERSION_TIMEOUT_MS = 15_000;

/**
 * Finds k6 and asks for its version.
 * @throws GateError ENGINE_NOT_FOUND, FILE_NOT_FOUND, ENGINE_UNSUPPORTED
 */
export async function locateK6(location: K6Location): Promise<K6Binary> {
  const { k6Path, variables, cwd = process.cwd() } = location;
  const file = await findK6({ explicit: k6Path, variables, cwd, platform: process.platform });
  const timeoutMs = location.versionTimeoutMs ?? VERSION_TIMEOUT_MS;
  const env = childEnvironment(variables).variables;
  const answer = await capture(file, ['version'], { env, cwd, timeoutMs });
  const problem = problemOf(answer, timeoutMs);
  if (problem !== null) throw cannotStart(file, problem, answer.error);
  return { file, version: supportedK6Version(answer.stdout, file) };
}

function problemOf(answer: Captured, timeoutMs: number): string | null {
  if (answer.error !== null) return startProblem(answer.error);
  if (answer.timedOut) return `it gave no answer within ${timeoutMs / 1000} s`;
  if (answer.code === 0) return null;
  const end = answer.code === null ? `it was killed by ${answer.signal}` : `exit code ${answer.code}`;
  return answer.lastWords === '' ? end : `${end}: ${answer.lastWords}`;
}

function startProblem(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOEXEC' || error.code === 'UNKNOWN') return 'it is not a program for this machine';
  if (error.code === 'EACCES') return 'permission denied';
  return error.message;
}

function cannotStart(file: string, problem: string, cause: unknown): GateError {
  return new GateError('ENGINE_UNSUPPORTED', `asking ${file} for its version: ${problem}`, {
    fault: 'environment',
    hint: `Try \`${file} version\` by hand; a download for another system or processor looks like this. --engine embedded needs no k6.`,
    ...(cause === null ? {} : { cause }),
  });
}
