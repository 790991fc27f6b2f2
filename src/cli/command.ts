import type { SettingTable } from '../config/resolve-settings.ts';
import type { ExitCode } from '../model/exit-code.ts';

/** What a command may use of the process; injected, so that commands can be run in tests. */
export interface CliContext {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: CliStream;
  readonly stderr: CliStream;
  /** Aborts at the first SIGINT or SIGTERM. Asked for by commands that load alone: the others end at once then. */
  readonly signal: AbortSignal;
}

export interface CliStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Arguments after the command's name, told apart but not yet read. */
export interface CliArguments {
  readonly positionals: readonly string[];
  /** By setting name: text, list of texts, or boolean. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly json: boolean;
}

/** One row of the command table: help, documentation and parsing all come from it. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** After `perf-gate`. */
  readonly usage: string;
  readonly description: string;
  readonly examples: readonly string[];
  readonly settings: SettingTable;
  /** Whether `perf-gate.yml` and `--config` count. */
  readonly readsConfigFile: boolean;
  readonly positionals: { readonly min: number; readonly max: number; readonly expected: string };
  run(args: CliArguments, context: CliContext): Promise<ExitCode | number>;
}
