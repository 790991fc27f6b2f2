import { ask, decodeUtf8, type GuestState, needInit, ownBuffer } from './guest-state.ts';
import { callerModule } from './script-error.ts';

/** The global `open()`: text, or an ArrayBuffer with mode `b`; relative to the module that calls it. */
export function makeOpen(state: GuestState) {
  return function open(path: unknown, mode?: unknown): string | ArrayBuffer {
    needInit(state, 'open()');
    if (typeof path !== 'string' || path === '') throw new TypeError('open() wants the path of a file');
    const [bytes] = ask(state, 'file', { path, referrer: callerModule() }).bodies;
    const buffer = bytes as SharedArrayBuffer;
    return mode === 'b' ? ownBuffer(buffer) : decodeUtf8(state, buffer);
  };
}
