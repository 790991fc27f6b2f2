import type { CallCounters, HostAnswer } from '../guest-host.ts';
import { map, shift } from '../own-methods.ts';
import { messageOf } from '../script-error.ts';
import { startGuest } from '../start-guest.ts';
import { CommonJsModules } from './cjs-modules.ts';
import { type Native, type NativeStart, OP } from './native.ts';
import { makeNativeHost, toAnswer } from './native-host.ts';
import { seededRandom } from './seeded-random.ts';

/**
 * The entries by which the host drives a guest in QuickJS; all arguments and results are texts, numbers and bytes. Those
 * that run code of the script answer whether something waits for the promise jobs: then the host runs these, and calls
 * `afterJobs`.
 */
export interface NativeEntries {
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

/** Name of the global through which the sources of modules reach the guest library. */
const GATEWAY = '__perfGate';

/** Sets up k6's globals and modules in a QuickJS instance. */
export function startNativeGuest(native: Native, startJson: string): NativeEntries {
  const start = JSON.parse(startJson) as NativeStart;
  const answers = new Map<number, (answer: HostAnswer) => void>();
  const afterJobs: (() => void)[] = [];
  const ask = (json: string) => toAnswer(native(OP.ask, 'module', json));
  const commonJs = new CommonJsModules(native, ask, () => control.modules);
  const host = makeNativeHost(
    native,
    start,
    { answers, afterJobs },
    {
      require: (specifier, referrer) => commonJs.require(specifier, referrer),
      tags: () => control.tags(),
    },
  );
  Math.random = seededRandom(new Uint32Array(native(OP.randomBytes, 16) as ArrayBuffer));
  const control = startGuest(host);
  let commonJsEntry: object | null = null;
  const runAfterJobs = () => {
    for (let left = afterJobs.length; left > 0; left -= 1) shift(afterJobs)?.();
  };
  // Most calls leave no promise behind: they end here, and the host need not come back.
  const settle = () => {
    while (afterJobs.length > 0 && native(OP.isIdle) === true) runAfterJobs();
    return afterJobs.length > 0;
  };
  Object.defineProperty(globalThis, GATEWAY, {
    value: { modules: control.modules, commonJs: (id: string, code: string) => commonJs.run(id, code) },
  });
  return {
    moduleMembers: () =>
      JSON.stringify(
        Object.fromEntries(
          map(Object.entries(control.modules), ([name, module]) => [name, Object.keys(module)]),
        ),
      ),
    runCommonJs: (id, code) => {
      commonJsEntry = exportsOf(commonJs.run(id, code));
    },
    endInit: (exports) => {
      control.endInit(commonJsEntry ?? exports ?? {});
      return control.describe();
    },
    // Without rest parameters and iterators, which QuickJS takes long for.
    run: (facts, data, a, b, c, d) => {
      control.run(facts, [a, b, c, d], data);
      return settle();
    },
    afterJobs: () => {
      runAfterJobs();
      return settle();
    },
    answer: (id, answer) => {
      const done = answers.get(id);
      answers.delete(id);
      done?.(toAnswer(answer));
      return settle();
    },
    fireTimer: (id) => {
      control.fireTimer(id);
      return settle();
    },
    stop: () => {
      control.stop();
      return settle();
    },
    rejected: (reason) => {
      control.rejected(reason);
      return settle();
    },
    describeError,
  };
}

function exportsOf(exported: unknown): object {
  return typeof exported === 'object' && exported !== null ? exported : { default: exported };
}

function describeError(error: unknown): string {
  const { name, stack } = (error ?? {}) as { name?: unknown; stack?: unknown };
  return JSON.stringify({ name: String(name ?? ''), message: messageOf(error), stack: String(stack ?? '') });
}
