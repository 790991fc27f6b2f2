import type { VuCall } from '../vu/vu-backend.ts';
import { CallLoop } from './call-loop.ts';
import { makeConsole } from './console.ts';
import { makeCryptoModule } from './crypto-module.ts';
import { makeDataModule } from './data-module.ts';
import { makeEncodingModule } from './encoding-module.ts';
import { makeEnvOverlay } from './env-overlay.ts';
import { makeExecutionModule } from './execution-module.ts';
import type { CallFacts, GuestControl, GuestHost } from './guest-host.ts';
import { forgetTagSets, type GuestState, needInit, newGuestState, sampleTags } from './guest-state.ts';
import { hideBuiltins } from './hidden-builtins.ts';
import { makeHtmlModule } from './html/html-module.ts';
import { makeHttpModule } from './http/http-module.ts';
import { resolverOf } from './import-meta.ts';
import { makeK6Summary } from './jslib/k6-summary.ts';
import { makeK6Utils, type UtilsParts } from './jslib/script-functions.ts';
import { check, makeK6Module } from './k6-module.ts';
import { defineLocaleTexts } from './locale-texts.ts';
import { makeMetricsModule } from './metrics-module.ts';
import { makeOpen } from './open.ts';
import { filter } from './own-methods.ts';
import { callerModule } from './script-error.ts';
import { Timers } from './timers.ts';
import { makeWebGlobals, randomUuid } from './web-globals.ts';
import { makeWebSocketsModule } from './websocket/websockets-module.ts';
import { makeWsModule } from './websocket/ws-module.ts';

/** A call's facts, and the counters that each call sets anew. */
type RunningCall = { -readonly [Counter in keyof CallCountersByName]: number } & CallFacts;

type CallCountersByName = Omit<VuCall, keyof CallFacts | 'data'>;

function newCall(facts: CallFacts): RunningCall {
  return { ...facts, iteration: 0, iterationInScenario: 0, iterationInInstance: 0, iterationInTest: 0 };
}

/** Sets up k6's globals and modules in this realm; `begin` makes it a VU. */
export function startGuest(host: GuestHost): GuestControl {
  const state = newGuestState(host);
  const loop = new CallLoop(state, () => timers.clearAll());
  const timers = new Timers(state, loop);
  const overlay = makeEnvOverlay();
  let exported: Record<string, unknown> = {};
  let call: RunningCall = newCall({ exec: 'default', tags: {}, group: '', env: {}, scenario: null });
  defineGlobals(state, timers);
  return {
    modules: makeModules(state, loop, timers),
    resolverOf,
    begin(start) {
      state.start = start;
      defineGlobal('__ENV', JSON.parse(start.env));
      defineGlobal('__VU', start.vu);
    },
    endInit(exports) {
      exported = exports as Record<string, unknown>;
    },
    describe: () => describeExports(exported),
    run(facts, counters, data) {
      if (facts !== undefined) {
        call = newCall(JSON.parse(facts) as CallFacts);
        overlay(call.env);
        forgetTagSets(state);
      }
      call.iteration = counters[0];
      call.iterationInScenario = counters[1];
      call.iterationInInstance = counters[2];
      call.iterationInTest = counters[3];
      if (!Reflect.set(globalThis, '__ITER', call.iteration)) defineGlobal('__ITER', call.iteration);
      loop.start(call, data, exported[call.exec]);
    },
    tags: () =>
      Object.keys(state.tags).length === 0 && state.group === state.call?.group
        ? null
        : sampleTags(state, null).tags,
    fireTimer: (id) => timers.fire(id),
    stop: () => loop.fail(new Error('the call was interrupted')),
    rejected: (reason) => loop.fail(reason),
  };
}

/** Each module is made when it is first imported: most scripts need two or three, and every VU has its own. */
function makeModules(state: GuestState, loop: CallLoop, timers: Timers): GuestControl['modules'] {
  const modules: Record<string, Record<string, unknown>> = {};
  const add = (name: string, make: () => Record<string, unknown>) => {
    Object.defineProperty(modules, name, {
      configurable: true,
      enumerable: true,
      get() {
        const value = make();
        Object.defineProperty(modules, name, { value, enumerable: true });
        return value;
      },
    });
  };
  add('k6', () => makeK6Module(state));
  add('k6/http', () => makeHttpModule(state, loop));
  add('k6/metrics', () => makeMetricsModule(state));
  add('k6/execution', () => makeExecutionModule(state));
  add('k6/data', () => makeDataModule(state));
  add('k6/encoding', () => makeEncodingModule(state));
  add('k6/crypto', () => makeCryptoModule(state));
  add('k6/timers', () => timers.api());
  add('k6/html', () => makeHtmlModule());
  add('k6/ws', () => makeWsModule(state));
  add('k6/websockets', () => makeWebSocketsModule(state, loop));
  add('k6/experimental/websockets', () => modules['k6/websockets'] ?? {});
  add('jslib/k6-utils', () =>
    makeK6Utils({ execution: modules['k6/execution'] ?? {}, ...utilsParts(state) }),
  );
  add('jslib/k6-summary', () => makeK6Summary());
  return modules;
}

function utilsParts(state: GuestState): Omit<UtilsParts, 'execution'> {
  return {
    check: (value, conditions, tags) => check(state, value, conditions, tags),
    randomUUID: () => randomUuid(state),
  };
}

function defineGlobals(state: GuestState, timers: Timers): void {
  hideBuiltins();
  defineLocaleTexts();
  const globals = {
    console: makeConsole(state.host),
    open: makeOpen(state),
    require: (specifier: unknown) => {
      needInit(state, 'require()');
      const required = state.host.require(String(specifier), callerModule());
      if (!required.ok) throw new Error(required.message);
      return required.exports;
    },
    ...timers.api(),
    ...makeWebGlobals(state),
  };
  for (const [name, value] of Object.entries(globals)) defineGlobal(name, value);
  defineGlobal('global', globalThis);
}

function defineGlobal(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

function describeExports(exported: Record<string, unknown>): string {
  const exportedFunctions = filter(Object.keys(exported), (name) => typeof exported[name] === 'function');
  return JSON.stringify({ options: exported.options ?? {}, exportedFunctions });
}
