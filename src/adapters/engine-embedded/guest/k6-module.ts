import type { Tags } from '../vu/vu-backend.ts';
import { callOf, type GuestState, sampleTags, stringTags, TestAborted } from './guest-state.ts';
import { includes } from './own-methods.ts';

const AsyncFunction = (async () => undefined).constructor;

/** The module `k6`. */
export function makeK6Module(state: GuestState): Record<string, unknown> {
  return {
    check: (value: unknown, conditions: unknown, tags?: unknown) => check(state, value, conditions, tags),
    group: (name: unknown, body: unknown) => group(state, String(name), body),
    sleep: (seconds: unknown) => sleep(state, seconds),
    fail: (message?: unknown) => fail(state, message),
    randomSeed: (seed: unknown) => randomSeed(Number(seed)),
  };
}

/** `check()`. @returns whether all conditions hold */
export function check(state: GuestState, value: unknown, conditions: unknown, extraTags: unknown): boolean {
  callOf(state, 'check()');
  if (typeof conditions !== 'object' || conditions === null) {
    throw new TypeError('check() wants an object of named conditions as its second argument');
  }
  const isPlain = extraTags === undefined || extraTags === null;
  const own = isPlain ? null : stringTags(extraTags, 'the tags of check()');
  const now = state.host.now();
  let isPassed = true;
  for (const name of Object.keys(conditions)) {
    if (includes(name, '::')) throw new Error(`check "${name}": the name of a check may not contain "::"`);
    const condition = (conditions as Record<string, unknown>)[name];
    if (condition instanceof AsyncFunction) {
      throw new TypeError(`check "${name}": async functions are not supported as conditions`);
    }
    let ok = false;
    try {
      ok = Boolean(typeof condition === 'function' ? condition(value) : condition);
    } catch (error) {
      if (!(error instanceof TestAborted)) report(state, now, false, own, name);
      throw error;
    }
    report(state, now, ok, own, name);
    if (!ok) isPassed = false;
  }
  return isPassed;
}

function report(state: GuestState, nowMs: number, ok: boolean, own: Tags | null, check: string): void {
  state.host.emit('checks', nowMs, ok ? 1 : 0, sampleTags(state, own, check), state.metadata);
}

function group(state: GuestState, name: string, body: unknown): unknown {
  callOf(state, 'group()');
  if (includes(name, '::')) throw new Error(`group "${name}": a group name may not contain "::"`);
  if (typeof body !== 'function')
    throw new TypeError(`group "${name}" wants a function as its second argument`);
  if (body instanceof AsyncFunction)
    throw new TypeError(`group "${name}": async functions are not supported`);
  const outer = state.group;
  state.group = `${outer}::${name}`;
  const started = state.host.now();
  try {
    return body();
  } finally {
    const ended = state.host.now();
    state.host.emit('group_duration', ended, ended - started, sampleTags(state, null), state.metadata);
    state.group = outer;
  }
}

function sleep(state: GuestState, seconds: unknown): void {
  callOf(state, 'sleep()');
  const milliseconds = Number(seconds) * 1000;
  if (state.aborted !== null) throw new TestAborted(state.aborted);
  if (milliseconds > 0 && !state.host.sleep(milliseconds)) throw new Error('the call was interrupted');
}

function fail(state: GuestState, message: unknown): never {
  callOf(state, 'fail()');
  throw new Error(message === undefined ? '' : String(message));
}

/** Makes `Math.random` of this VU repeatable (mulberry32; k6 uses Go's generator, so the numbers differ). */
function randomSeed(seed: number): void {
  let word = Number.isFinite(seed) ? Math.trunc(seed) % 2 ** 32 : 0;
  Math.random = () => {
    word = (word + 0x6d2b79f5) | 0;
    let mixed = Math.imul(word ^ (word >>> 15), 1 | word);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
