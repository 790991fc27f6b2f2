import { createHash } from 'node:crypto';

export interface DigestRequest {
  readonly method: string;
  /** Path and query. */
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  /** Random text of the client. */
  readonly clientNonce: string;
}

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-256': 'sha256',
  'SHA-512-256': 'sha512-256',
};

/**
 * The `Authorization` that answers a `WWW-Authenticate: Digest` (RFC 7616, quality of protection `auth` or none).
 * @returns `null` when the challenge is not one of these
 */
export function digestAuthorization(challenge: string, request: DigestRequest): string | null {
  if (!/^\s*digest\s/i.test(challenge)) return null;
  const { realm = '', nonce, opaque, qop, algorithm = 'MD5' } = parameters(challenge);
  const isSession = /-sess$/i.test(algorithm);
  const name = algorithm.toUpperCase().replace(/-SESS$/, '');
  const hash = HASHES[name];
  if (nonce === undefined || hash === undefined) return null;
  if (qop !== undefined && !qop.split(',').some((way) => way.trim() === 'auth')) return null;
  const digest = (text: string) => createHash(hash).update(text).digest('hex');
  const { username, password, method, uri, clientNonce } = request;
  const identity = digest(`${username}:${realm}:${password}`);
  const first = isSession ? digest(`${identity}:${nonce}:${clientNonce}`) : identity;
  const second = digest(`${method}:${uri}`);
  const count = '00000001';
  const middle = qop === undefined ? nonce : `${nonce}:${count}:${clientNonce}:auth`;
  const parts = [
    `username="${username}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${digest(`${first}:${middle}:${second}`)}"`,
    `algorithm=${algorithm}`,
    ...(qop === undefined ? [] : ['qop=auth', `nc=${count}`, `cnonce="${clientNonce}"`]),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
  ];
  return `Digest ${parts.join(', ')}`;
}

function parameters(
  challenge: string,
): Partial<Record<'realm' | 'nonce' | 'opaque' | 'qop' | 'algorithm', string>> {
  const found = challenge.matchAll(/(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g);
  return Object.fromEntries(
    [...found].map(([, name = '', quoted, bare]) => [name.toLowerCase(), quoted ?? bare ?? '']),
  );
}
