import type { CallCounters } from '../guest-host.ts';

/**
 * The entries by which the host drives a guest in QuickJS; all arguments and results are texts, numbers and bytes. Those
 * that run code of the script answer whether something waits for the promise jobs: then the host runs these, and calls
 * `afterJobs`.
 */
export interface NativeEntries {
  /** `VuStart` as JSON: makes the guest this VU. */
  begin(start: string): void;
  /** JSON: names of the members of each built-in module. */
  moduleMembers(): string;
  /** Evaluates a CommonJS entry; its exports are the script's. */
  runCommonJs(id: string, code: string): void;
  /** Ends the init context. @returns JSON of `options` and `exportedFunctions`. */
  endInit(exports?: object): string;
  /** `CallFacts` as JSON, data, `CallCounters`. */
  run(facts: string | undefined, data: string | null | undefined, ...counters: CallCounters): boolean;
  /** Runs what waited for the promise jobs. */
  afterJobs(): boolean;
  /** See `toAnswer`. */
  answer(id: number, answer: unknown): boolean;
  fireTimer(id: number): boolean;
  stop(): boolean;
  rejected(reason: unknown): boolean;
  /** JSON of name, message and stack of a thrown value. */
  describeError(error: unknown): string;
}

/** The names of all of them. */
export const NATIVE_ENTRIES: readonly (keyof NativeEntries)[] = Object.keys({
  begin: true,
  moduleMembers: true,
  runCommonJs: true,
  endInit: true,
  run: true,
  afterJobs: true,
  answer: true,
  fireTimer: true,
  stop: true,
  rejected: true,
  describeError: true,
} satisfies Record<keyof NativeEntries, true>) as (keyof NativeEntries)[];
