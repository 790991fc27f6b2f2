import { type GuestState, ownBuffer } from './guest-state.ts';
import { bytesOf } from './host-json.ts';

/** Hashes of Web Crypto under OpenSSL's names, with the length of their blocks in bits. */
const HASHES: Readonly<Record<string, readonly [name: string, blockBits: number]>> = {
  'SHA-1': ['sha1', 512],
  'SHA-256': ['sha256', 512],
  'SHA-384': ['sha384', 1_024],
  'SHA-512': ['sha512', 1_024],
};

/** A key for HMAC; its bytes stay in here. */
class CryptoKey {
  readonly type = 'secret';
  readonly extractable: boolean;
  readonly algorithm: {
    readonly name: 'HMAC';
    readonly hash: { readonly name: string };
    readonly length: number;
  };
  readonly usages: readonly string[];
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, hash: string, extractable: boolean, usages: readonly string[]) {
    this.#bytes = bytes;
    this.extractable = extractable;
    this.algorithm = { name: 'HMAC', hash: { name: hash }, length: bytes.length * 8 };
    this.usages = usages;
  }

  static bytesFor(key: unknown, usage: string): Uint8Array {
    if (!(key instanceof CryptoKey)) throw new TypeError('crypto.subtle: the key is no CryptoKey');
    if (!key.usages.includes(usage))
      throw new Error(`InvalidAccessError: the key may not be used to ${usage}`);
    return key.#bytes;
  }

  static exported(key: unknown): Uint8Array {
    if (!(key instanceof CryptoKey)) throw new TypeError('crypto.subtle: the key is no CryptoKey');
    if (!key.extractable) throw new Error('InvalidAccessError: the key is not extractable');
    return key.#bytes;
  }
}

/** `crypto.subtle`: digests, and HMAC with keys of bytes; every other algorithm rejects by name. */
export function makeSubtleCrypto(state: GuestState): Record<string, unknown> {
  const hash = (name: string, key: Uint8Array | null, data: unknown): ArrayBuffer => {
    const [openSsl] = HASHES[name] ?? [];
    const bytes = bytesOf(data);
    if (openSsl === undefined) throw missing(name);
    if (bytes === null) throw new TypeError('crypto.subtle wants an ArrayBuffer or a view of one');
    const digest = state.host.hash(openSsl, key === null ? null : key.slice().buffer, bytes.slice().buffer);
    if (digest === null) throw missing(name);
    return ownBuffer(digest);
  };
  const sign = (key: unknown, usage: string, data: unknown) =>
    hash((key as CryptoKey).algorithm?.hash.name ?? '', CryptoKey.bytesFor(key, usage), data);
  return {
    digest: async (algorithm: unknown, data: unknown) => hash(nameOf(algorithm), null, data),
    importKey: async (
      format: unknown,
      data: unknown,
      algorithm: unknown,
      extractable: unknown,
      usages: unknown,
    ) => {
      const bytes = bytesOf(data);
      if (format !== 'raw' || bytes === null) throw missing(`importKey in the format "${String(format)}"`);
      return new CryptoKey(bytes.slice(), hmacHash(algorithm), extractable === true, [
        ...(usages as string[]),
      ]);
    },
    generateKey: async (algorithm: unknown, extractable: unknown, usages: unknown) => {
      const name = hmacHash(algorithm);
      const bits = (algorithm as { length?: number }).length ?? HASHES[name]?.[1] ?? 512;
      const bytes = new Uint8Array(ownBuffer(state.host.randomBytes(Math.ceil(bits / 8))));
      return new CryptoKey(bytes, name, extractable === true, [...(usages as string[])]);
    },
    exportKey: async (format: unknown, key: unknown) => {
      if (format !== 'raw') throw missing(`exportKey in the format "${String(format)}"`);
      return CryptoKey.exported(key).slice().buffer;
    },
    sign: async (_algorithm: unknown, key: unknown, data: unknown) => sign(key, 'sign', data),
    verify: async (_algorithm: unknown, key: unknown, signature: unknown, data: unknown) =>
      isSame(bytesOf(signature), new Uint8Array(sign(key, 'verify', data))),
    ...Object.fromEntries(
      ['encrypt', 'decrypt', 'deriveBits', 'deriveKey', 'wrapKey', 'unwrapKey'].map((name) => [
        name,
        async () => {
          throw missing(name);
        },
      ]),
    ),
  };
}

function nameOf(algorithm: unknown): string {
  const name = typeof algorithm === 'string' ? algorithm : (algorithm as { name?: unknown } | null)?.name;
  return String(name).toUpperCase();
}

function hmacHash(algorithm: unknown): string {
  if (nameOf(algorithm) !== 'HMAC') throw missing(nameOf(algorithm));
  const name = nameOf((algorithm as { hash?: unknown }).hash);
  if (HASHES[name] === undefined) throw missing(name);
  return name;
}

/** Looks at every byte, whatever it finds. */
function isSame(given: Uint8Array | null, wanted: Uint8Array): boolean {
  if (given === null || given.length !== wanted.length) return false;
  return wanted.reduce((difference, byte, index) => difference | (byte ^ (given[index] ?? 0)), 0) === 0;
}

function missing(what: string): Error {
  return new Error(
    `NotSupportedError: crypto.subtle: ${what} is not available in the embedded engine; it needs real k6`,
  );
}
