import { randomBytes } from './crypto-module.ts';
import { type GuestState, ownBuffer } from './guest-state.ts';
import { bytesOf } from './host-json.ts';
import { makeSubtleCrypto } from './subtle-crypto.ts';

/** `TextEncoder`, `TextDecoder` and `crypto`, as far as k6 has them. */
export function makeWebGlobals(state: GuestState): Record<string, unknown> {
  return { TextEncoder: encoderClass(state), TextDecoder: decoderClass(state), crypto: makeWebCrypto(state) };
}

function encoderClass(state: GuestState) {
  return class TextEncoder {
    readonly encoding = 'utf-8';

    encode(text: unknown = ''): Uint8Array {
      return new Uint8Array(ownBuffer(state.host.encodeUtf8(String(text))));
    }
  };
}

function decoderClass(state: GuestState) {
  return class TextDecoder {
    readonly encoding: string;
    readonly fatal: boolean;

    constructor(label: unknown = 'utf-8', options: { fatal?: boolean } = {}) {
      this.encoding = String(label).toLowerCase();
      this.fatal = options.fatal === true;
      if (!['utf-8', 'utf8', 'utf-16le', 'utf-16be'].includes(this.encoding)) {
        throw new RangeError(`TextDecoder: the encoding "${this.encoding}" is not supported`);
      }
    }

    decode(input?: unknown): string {
      const bytes = bytesOf(input)?.slice() ?? new Uint8Array();
      const text = state.host.decodeText(bytes.buffer, this.encoding, this.fatal);
      if (text === null) throw new TypeError(`TextDecoder: the bytes are no ${this.encoding} text`);
      return text;
    }
  };
}

function makeWebCrypto(state: GuestState): object {
  return {
    getRandomValues<View>(view: View): View {
      const bytes = bytesOf(view);
      if (bytes === null || view instanceof ArrayBuffer)
        throw new TypeError('getRandomValues wants a typed array');
      if (bytes.length > 0) bytes.set(new Uint8Array(randomBytes(state, bytes.length)));
      return view;
    },
    randomUUID: () => randomUuid(state),
    subtle: makeSubtleCrypto(state),
  };
}

/** A random UUID, version 4. */
export function randomUuid(state: GuestState): string {
  const bytes = new Uint8Array(randomBytes(state, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
