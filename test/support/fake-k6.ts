import { symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What `fake-k6.mjs` can be told to do. */
export interface FakeK6Settings {
  readonly version?: string;
  /** The whole output of `k6 version`. */
  readonly versionOutput?: string;
  readonly versionExitCode?: number;
  readonly versionHangs?: boolean;
  /** Output of `k6 inspect`; `null` makes it fail. */
  readonly inspect?: unknown;
  /** Writes as time goes by instead of all at once. */
  readonly realTime?: boolean;
  /** Requests a second. */
  readonly rate?: number;
  readonly durationMs?: number;
  readonly vus?: number;
  readonly seed?: number;
  /** Of the log-normal latencies. */
  readonly medianMs?: number;
  readonly sigma?: number;
  /** Standard deviation of the log level that all requests of a run share. */
  readonly jobSigma?: number;
  readonly slowdown?: number;
  /** 0 to 1. */
  readonly errorRate?: number;
  /** Wall clock of the first request. */
  readonly startMs?: number;
  /** An NDJSON file to give out instead. */
  readonly replay?: string;
  readonly exitCode?: number;
  /** Ends with the exit code before anything is written. */
  readonly crashAtStart?: boolean;
  /** Writes the definitions and then waits for a signal. */
  readonly hang?: boolean;
  /** SIGINT and SIGTERM do nothing. */
  readonly ignoreSigint?: boolean;
  /** Ends by this signal. */
  readonly killSelf?: string;
  /** Starts a process that never ends, and writes both process ids to this file. */
  readonly grandchild?: string;
  readonly cutLastLine?: boolean;
  readonly stderr?: readonly string[];
  readonly stdout?: readonly string[];
  readonly thresholds?: readonly {
    readonly metric: string;
    readonly expression: string;
    readonly ok: boolean;
  }[];
  /** Text of the summary file; `null` writes none. */
  readonly summary?: string | null;
  /** File for what it was given: `{env, args, given}`. */
  readonly dumpEnvironment?: string;
}

export const FAKE_K6 = fileURLToPath(new URL('./fake-k6.mjs', import.meta.url));

/** Puts an executable `k6` with these settings into a folder; the answer is its path. */
export async function installFakeK6(folder: string, settings: FakeK6Settings = {}): Promise<string> {
  const file = path.join(folder, 'k6');
  await symlink(FAKE_K6, file);
  await writeFile(`${file}.json`, JSON.stringify(settings));
  return file;
}

/** Text of a k6 script that tells `fake-k6` what to do. */
export function fakeK6Script(settings: FakeK6Settings): string {
  return `// fake-k6: ${JSON.stringify(settings)}\nexport default function () {}\n`;
}
