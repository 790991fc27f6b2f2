import type { HostAnswer, VuStart } from '../guest-host.ts';
import { map, shift } from '../own-methods.ts';
import { messageOf } from '../script-error.ts';
import { startGuest } from '../start-guest.ts';
import { CommonJsModules } from './cjs-modules.ts';
import { type Native, OP } from './native.ts';
import type { NativeEntries } from './native-entries.ts';
import { makeNativeHost, toAnswer } from './native-host.ts';
import { seededRandom } from './seeded-random.ts';

/** Name of the global through which the sources of modules reach the guest library. */
const GATEWAY = Symbol.for('perf-gate');

/** Modules that nearly every script imports: a VU that begins as a copy has them made already. */
const EVERYDAY_MODULES = ['k6', 'k6/http'];

/** Sets up k6's globals and modules in a QuickJS instance, whose copies become VUs. */
export function startNativeGuest(native: Native): NativeEntries {
  const answers = new Map<number, (answer: HostAnswer) => void>();
  const afterJobs: (() => void)[] = [];
  const ask = (json: string) => toAnswer(native(OP.ask, 'module', json));
  const commonJs = new CommonJsModules(native, ask, () => control.modules);
  const host = makeNativeHost(
    native,
    { answers, afterJobs },
    {
      require: (specifier, referrer) => commonJs.require(specifier, referrer),
      tags: () => control.tags(),
    },
  );
  const control = startGuest(host);
  for (const name of EVERYDAY_MODULES) void control.modules[name];
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
    value: {
      modules: control.modules,
      commonJs: (id: string, code: string) => commonJs.run(id, code),
      resolverOf: control.resolverOf,
    },
  });
  return {
    begin: (start) => {
      Math.random = seededRandom(new Uint32Array(native(OP.randomBytes, 16) as ArrayBuffer));
      control.begin(JSON.parse(start) as VuStart);
    },
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
