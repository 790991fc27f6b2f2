import { encodeBase64 } from './base64.ts';
import { toBytes } from './encoding-module.ts';
import { type GuestState, ownBuffer } from './guest-state.ts';

/** k6's name and OpenSSL's. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  md4: 'md4',
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  sha512_224: 'sha512-224',
  sha512_256: 'sha512-256',
  ripemd160: 'ripemd160',
};

const DIGITS = '0123456789abcdef';

/** The module `k6/crypto`. */
export function makeCryptoModule(state: GuestState): Record<string, unknown> {
  const direct = Object.keys(ALGORITHMS).map((algorithm) => [
    algorithm,
    (input: unknown, encoding: unknown) => hasher(state, algorithm, null).update(input).digest(encoding),
  ]);
  return {
    ...(Object.fromEntries(direct) as Record<string, unknown>),
    createHash: (algorithm: unknown) => hasher(state, String(algorithm), null),
    createHMAC: (algorithm: unknown, secret: unknown) =>
      hasher(state, String(algorithm), toBytes(state, secret)),
    hmac: (algorithm: unknown, secret: unknown, data: unknown, encoding: unknown) =>
      hasher(state, String(algorithm), toBytes(state, secret)).update(data).digest(encoding),
    hexEncode: (data: unknown) => toHex(toBytes(state, data)),
    randomBytes: (size: unknown) => randomBytes(state, Number(size)),
  };
}

/** @throws Error for a size below 1. */
export function randomBytes(state: GuestState, size: number): ArrayBuffer {
  if (!Number.isInteger(size) || size < 1)
    throw new Error(`randomBytes: want a size of 1 or more, got ${size}`);
  return ownBuffer(state.host.randomBytes(size));
}

interface Hasher {
  update(data: unknown): Hasher;
  digest(encoding: unknown): string | ArrayBuffer;
}

function hasher(state: GuestState, algorithm: string, key: Uint8Array | null): Hasher {
  const name = ALGORITHMS[algorithm];
  if (name === undefined) throw new Error(`invalid algorithm: ${algorithm}`);
  const chunks: Uint8Array[] = [];
  const made: Hasher = {
    update(data) {
      chunks.push(toBytes(state, data).slice());
      return made;
    },
    digest(encoding) {
      const digest = state.host.hash(name, key === null ? null : key.slice().buffer, joined(chunks));
      if (digest === null) throw new Error(`the algorithm ${algorithm} is not available on this machine`);
      return encoded(ownBuffer(digest), String(encoding));
    },
  };
  return made;
}

function encoded(digest: ArrayBuffer, encoding: string): string | ArrayBuffer {
  const bytes = new Uint8Array(digest);
  switch (encoding) {
    case 'hex':
      return toHex(bytes);
    case 'base64':
      return encodeBase64(bytes);
    case 'base64url':
      return encodeBase64(bytes, { urlSafe: true });
    case 'base64rawurl':
      return encodeBase64(bytes, { urlSafe: true, padded: false });
    case 'binary':
      return digest;
    default:
      throw new Error(`invalid output encoding: ${encoding}`);
  }
}

/** Two digits for each byte. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += `${DIGITS[byte >> 4]}${DIGITS[byte & 15]}`;
  return hex;
}

function joined(chunks: readonly Uint8Array[]): ArrayBuffer {
  const bytes = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes.buffer;
}
