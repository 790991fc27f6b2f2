import { createHash, createHmac } from 'node:crypto';
import type { ConformanceCase } from '../conformance-case.ts';

const CRYPTO = "import crypto from 'k6/crypto'; import encoding from 'k6/encoding';";

const NODE_NAMES: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  sha512_224: 'sha512-224',
  sha512_256: 'sha512-256',
  ripemd160: 'ripemd160',
};

const hashed = (name: string) =>
  createHash(NODE_NAMES[name] ?? '')
    .update('hello')
    .digest('hex');

/** Modules k6/crypto and k6/encoding, and the global crypto. */
export const CRYPTO_CASES: readonly ConformanceCase[] = [
  ...Object.keys(NODE_NAMES).map((name) => ({
    covers: [`k6/crypto.${name}`],
    title: `${name} of a text`,
    init: CRYPTO,
    body: `return [crypto.${name}('hello', 'hex'), crypto.createHash('${name}').update('hel').update('lo').digest('hex')];`,
    returns: [hashed(name), hashed(name)],
  })),
  {
    covers: ['k6/crypto.md4'],
    title: 'md4 of a text',
    init: CRYPTO,
    body: "try { return crypto.md4('hello', 'hex') === '866437cb7a794bce2b727acc0362ee27'; } catch (e) { return /md4 is not available/.test(e.message); }",
    returns: true,
    differs: 'only where OpenSSL still has it; elsewhere an error says so',
  },
  ...(['hex', 'base64', 'base64url'] as const).map((format) => ({
    covers: ['k6/crypto.sha256'],
    title: `a digest in ${format}`,
    init: CRYPTO,
    body: `return crypto.sha256('hello', '${format}').replace(/=+$/, '');`,
    returns: createHash('sha256').update('hello').digest(format).replace(/=+$/, ''),
  })),
  {
    covers: ['k6/crypto.sha256'],
    title: 'a digest as bytes, of bytes',
    init: CRYPTO,
    body: "return new Uint8Array(crypto.sha256(new Uint8Array([104, 105]).buffer, 'binary')).length;",
    returns: 32,
  },
  {
    covers: [
      'k6/crypto.createHash',
      'k6/crypto.Hasher',
      'k6/crypto.Hasher.update',
      'k6/crypto.Hasher.digest',
    ],
    title: 'a hash bit by bit',
    init: CRYPTO,
    body: "const h = crypto.createHash('sha1'); h.update('a'); h.update('b'); return h.digest('hex');",
    returns: createHash('sha1').update('ab').digest('hex'),
  },
  {
    covers: ['k6/crypto.createHash'],
    title: 'an algorithm that there is not',
    init: CRYPTO,
    body: "crypto.createHash('sha3');",
    throws: /sha3/,
  },
  {
    covers: ['k6/crypto.sha256'],
    title: 'an encoding that there is not',
    init: CRYPTO,
    body: "crypto.sha256('x', 'octal');",
    throws: /octal/,
  },
  ...['md5', 'sha1', 'sha256', 'sha384', 'sha512'].map((name) => ({
    covers: ['k6/crypto.hmac', 'k6/crypto.createHMAC'],
    title: `hmac with ${name}`,
    init: CRYPTO,
    body: `return [crypto.hmac('${name}', 'key', 'hello', 'hex'), crypto.createHMAC('${name}', 'key').update('hello').digest('hex')];`,
    returns: Array(2).fill(createHmac(name, 'key').update('hello').digest('hex')),
  })),
  {
    covers: ['k6/crypto.hexEncode'],
    title: 'bytes as hexadecimal digits',
    init: CRYPTO,
    body: "return crypto.hexEncode('hé');",
    returns: '68c3a9',
  },
  {
    covers: ['k6/crypto.randomBytes'],
    title: 'random bytes',
    init: CRYPTO,
    body: 'return [crypto.randomBytes(16).byteLength, crypto.hexEncode(crypto.randomBytes(8)) !== crypto.hexEncode(crypto.randomBytes(8))];',
    returns: [16, true],
  },
  {
    covers: ['k6/crypto.randomBytes'],
    title: 'at least one',
    init: CRYPTO,
    body: 'crypto.randomBytes(0);',
    throws: /size/,
  },
  {
    covers: ['k6/encoding.b64encode'],
    title: 'base64 in its variants',
    init: CRYPTO,
    body: "return ['std', 'rawstd', 'url', 'rawurl'].map((v) => encoding.b64encode('~~~?', v));",
    returns: ['fn5+Pw==', 'fn5+Pw', 'fn5-Pw==', 'fn5-Pw'],
  },
  {
    covers: ['k6/encoding.b64encode'],
    title: 'base64 of bytes',
    init: CRYPTO,
    body: 'return encoding.b64encode(new Uint8Array([1, 2, 3]).buffer);',
    returns: 'AQID',
  },
  {
    covers: ['k6/encoding.b64decode'],
    title: 'and back, as text or bytes',
    init: CRYPTO,
    body: "return [encoding.b64decode('aMOp', 'std', 's'), new Uint8Array(encoding.b64decode('AQID')).join(), encoding.b64decode('fn5-Pw', 'rawurl', 's')];",
    returns: ['hé', '1,2,3', '~~~?'],
  },
  {
    covers: ['k6/encoding.b64decode'],
    title: 'what is no base64',
    init: CRYPTO,
    body: "encoding.b64decode('!!');",
    throws: /base64/,
  },
  {
    covers: ['globals.crypto.randomUUID'],
    title: 'a random UUID',
    body: 'return /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID());',
    returns: true,
  },
  {
    covers: ['globals.crypto.getRandomValues'],
    title: 'random values into an array',
    body: 'const a = new Uint8Array(32); return [crypto.getRandomValues(a) === a, a.some((b) => b > 0)];',
    returns: [true, true],
  },
  {
    covers: ['globals.crypto.subtle.digest'],
    title: 'subtle: a digest',
    isAsync: true,
    init: CRYPTO,
    body: "return encoding.b64encode(await crypto2.subtle.digest('SHA-256', new TextEncoder().encode('hello')));".replace(
      'crypto2',
      'globalThis.crypto',
    ),
    returns: createHash('sha256').update('hello').digest('base64'),
  },
  {
    covers: [
      'globals.crypto.subtle.importKey',
      'globals.crypto.subtle.exportKey',
      'globals.crypto.subtle.sign',
      'globals.crypto.subtle.verify',
    ],
    title: 'subtle: HMAC with a key of bytes',
    isAsync: true,
    init: CRYPTO,
    body: `const { subtle } = globalThis.crypto; const text = (t) => new TextEncoder().encode(t);
      const key = await subtle.importKey('raw', text('key'), { name: 'HMAC', hash: 'SHA-256' }, true, ['sign', 'verify']);
      const mac = await subtle.sign('HMAC', key, text('hello'));
      return [encoding.b64encode(mac), await subtle.verify('HMAC', key, mac, text('hello')), await subtle.verify('HMAC', key, mac, text('other')), (await subtle.exportKey('raw', key)).byteLength];`,
    returns: [createHmac('sha256', 'key').update('hello').digest('base64'), true, false, 3],
    differs: 'HMAC with raw keys; other algorithms and formats reject by name',
  },
  {
    covers: ['globals.crypto.subtle.generateKey'],
    title: 'subtle: a new key, with its uses',
    isAsync: true,
    body: `const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: { name: 'SHA-512' } }, false, ['verify']);
      let said = ''; try { await crypto.subtle.sign('HMAC', key, new Uint8Array(1)); } catch (e) { said = e.message; }
      return [key.algorithm.length, /InvalidAccessError/.test(said)];`,
    returns: [1024, true],
    differs: 'HMAC only',
  },
  {
    covers: [
      'globals.crypto.subtle.encrypt',
      'globals.crypto.subtle.decrypt',
      'globals.crypto.subtle.deriveKey',
    ],
    title: 'subtle: what there is not rejects by name',
    isAsync: true,
    body: 'await crypto.subtle.encrypt({ name: "AES-GCM" }, null, new Uint8Array(1));',
    throws: /encrypt.*real k6/,
    differs: 'rejects by name',
  },
];
