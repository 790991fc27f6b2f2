import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { GuestHost } from '../guest/guest-host.ts';

/** What guests cannot do with bytes themselves. Nothing in it throws. */
export const hostBytes: Pick<GuestHost, 'hash' | 'randomBytes' | 'encodeUtf8' | 'decodeText'> = {
  hash(algorithm, key, data) {
    try {
      const hash = key === null ? createHash(algorithm) : createHmac(algorithm, new Uint8Array(key));
      return exactBuffer(hash.update(new Uint8Array(data)).digest());
    } catch {
      return null;
    }
  },
  randomBytes: (size) => exactBuffer(randomBytes(size)),
  encodeUtf8: (text) => exactBuffer(Buffer.from(text, 'utf8')),
  decodeText(bytes, label, fatal) {
    // TextDecoder does not read shared memory.
    const view = bytes instanceof SharedArrayBuffer ? new Uint8Array(bytes).slice() : new Uint8Array(bytes);
    try {
      return new TextDecoder(label, { fatal }).decode(view);
    } catch {
      return null;
    }
  },
};

function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
