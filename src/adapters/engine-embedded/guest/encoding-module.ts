import { type Base64Variant, decodeBase64, encodeBase64 } from './base64.ts';
import { decodeUtf8, type GuestState, ownBuffer } from './guest-state.ts';
import { bytesOf } from './host-json.ts';

const VARIANTS: Readonly<Record<string, Base64Variant>> = {
  std: {},
  rawstd: { padded: false },
  url: { urlSafe: true },
  rawurl: { urlSafe: true, padded: false },
};

/** The module `k6/encoding`. */
export function makeEncodingModule(state: GuestState): Record<string, unknown> {
  return {
    b64encode: (input: unknown, encoding?: unknown) =>
      encodeBase64(toBytes(state, input), variantOf(encoding)),
    b64decode: (input: unknown, encoding?: unknown, format?: unknown) => {
      const bytes = decodeBase64(String(input), variantOf(encoding)).slice();
      return format === 's' ? decodeUtf8(state, bytes.buffer) : bytes.buffer;
    },
  };
}

/** Bytes of a string (UTF-8), ArrayBuffer or view. @throws TypeError for anything else. */
export function toBytes(state: GuestState, input: unknown): Uint8Array {
  if (typeof input === 'string') return new Uint8Array(ownBuffer(state.host.encodeUtf8(input)));
  const bytes = bytesOf(input);
  if (bytes === null)
    throw new TypeError(`want a string or an ArrayBuffer, got ${input === null ? 'null' : typeof input}`);
  return bytes;
}

function variantOf(encoding: unknown): Base64Variant {
  return VARIANTS[encoding === undefined ? 'std' : String(encoding)] ?? {};
}
