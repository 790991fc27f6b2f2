import { describe, expect, it } from 'vitest';
import { decodeBody, encodeBody } from '../../../../../src/adapters/engine-embedded/io/body-coding.ts';
import {
  networkFailure,
  statusErrorCode,
} from '../../../../../src/adapters/engine-embedded/io/error-codes.ts';
import {
  canonicalHeaderName,
  joinHeaders,
} from '../../../../../src/adapters/engine-embedded/io/header-names.ts';
import { overrideAddress } from '../../../../../src/adapters/engine-embedded/io/host-override.ts';
import { runLimited } from '../../../../../src/adapters/engine-embedded/io/limited.ts';
import { badRedirect, nextHop } from '../../../../../src/adapters/engine-embedded/io/redirects.ts';
import { addressFailure, httpUrl } from '../../../../../src/adapters/engine-embedded/io/request-address.ts';

describe('networkFailure', () => {
  const error = (code: string) => Object.assign(new Error('odd'), { code });

  it.each([
    ['ENOTFOUND', 1101],
    ['ECONNREFUSED', 1212],
    ['ETIMEDOUT', 1211],
    ['UND_ERR_CONNECT_TIMEOUT', 1211],
    ['ECONNRESET', 1220],
    ['EPIPE', 1201],
    ['CERT_HAS_EXPIRED', 1310],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 1311],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 1300],
    ['SOMETHING_NEW', 1000],
  ])('%s is %i', (code, expected) => {
    expect(networkFailure(error(code)).code).toBe(expected);
  });

  it('looks into errors of several addresses, and takes what is no error', () => {
    expect(networkFailure(new AggregateError([error('ECONNREFUSED')])).code).toBe(1212);
    expect(networkFailure('text')).toEqual({ code: 1000, message: 'text' });
  });

  it.each([
    [200, 0],
    [399, 0],
    [400, 1400],
    [503, 1503],
  ])('status %i has code %i', (status, code) => {
    expect(statusErrorCode(status)).toBe(code);
  });
});

describe('nextHop', () => {
  const from = new URL('https://a.test/dir/page');

  it.each([
    ['no location', 302, undefined],
    ['an empty location', 302, ''],
    ['a status that is none', 304, '/x'],
    ['another scheme', 302, 'mailto:x'],
    ['no URL', 302, 'http://['],
    ['an escape that is none', 302, '/%zz'],
    ['no scheme', 302, '://x'],
  ])('stops at %s', (_, status, location) => {
    expect(nextHop(status, location, 'GET', from)).toBeNull();
  });

  it.each([
    ['ftp://x/a', 1000, 'unsupported protocol scheme "ftp"'],
    ['http://%zz', 1020, 'invalid URL "http://%zz"'],
    ['http://', 1000, 'no host'],
    ['/100%', 1020, 'invalid URL "/100%"'],
  ])('a redirect to %s is bad', (location, code, words) => {
    const bad = badRedirect(303, location, 'POST', from);
    expect(bad).toMatchObject({ method: 'GET', url: location, failure: { code } });
    expect(bad?.failure.message).toContain(words);
  });

  it.each([
    [302, '/ok?rate=100%'],
    [302, undefined],
    [302, ''],
    [200, 'ftp://x'],
  ])('%i with location %s is no bad redirect', (status, location) => {
    expect(badRedirect(status, location, 'GET', from)).toBeNull();
  });

  it.each([
    [301, 'POST', 'GET', false],
    [302, 'PUT', 'GET', false],
    [303, 'HEAD', 'HEAD', false],
    [307, 'POST', 'POST', true],
    [308, 'PUT', 'PUT', true],
  ])('%i makes %s a %s', (status, method, expected, keepsBody) => {
    expect(nextHop(status, 'other', method, from)).toMatchObject({
      method: expected,
      keepsBody,
      url: new URL('https://a.test/dir/other'),
    });
  });

  it.each([
    ['https://a.test/', true],
    ['https://sub.a.test/', true],
    ['https://b.test/', false],
    ['https://ba.test/', false],
  ])('to %s credentials go along: %s', (location, keepsCredentials) => {
    expect(nextHop(302, location, 'GET', from)).toMatchObject({ keepsCredentials });
  });
});

describe('addressFailure', () => {
  it.each([
    ['', 1000],
    ['shop.test/cart', 1000],
    ['undefined/cart', 1000],
    ['localhost:8080/', 1000],
    ['ftp://x/', 1000],
    ['https://', 1000],
    ['10.0.0.1:8080/', 1020],
    ['http://a b/', 1020],
    ['http://x/50%', 1020],
    ['://x', 1020],
  ])('"%s" has code %i', (text, code) => {
    expect(httpUrl(text)).toBeNull();
    expect(addressFailure(text).code).toBe(code);
  });

  it('is asked of no good address', () => {
    expect(httpUrl('http://x/50%25?a=%')?.href).toBe('http://x/50%25?a=%');
  });
});

describe('headers', () => {
  it.each([
    ['content-type', 'Content-Type'],
    ['ETAG', 'Etag'],
    ['x-a1-b', 'X-A1-B'],
    ['odd name', 'odd name'],
  ])('%s is %s', (name, canonical) => {
    expect(canonicalHeaderName(name)).toBe(canonical);
  });

  it('joins repeated ones', () => {
    expect(
      joinHeaders([
        ['vary', 'a'],
        ['Vary', 'b'],
        ['X', 'c'],
      ]),
    ).toEqual({ Vary: 'a, b', X: 'c' });
  });
});

describe('overrideAddress', () => {
  const hosts = {
    'a.test': '10.0.0.1',
    'a.test:81': '10.0.0.2:8081',
    '*.b.test': '[::1]:9',
    'c.test': '::1',
  };

  it.each([
    ['other.test', 80, 'other.test', 80],
    ['a.test', 80, '10.0.0.1', 80],
    ['a.test', 81, '10.0.0.2', 8081],
    ['x.b.test', 80, '::1', 9],
    ['b.test', 80, 'b.test', 80],
    ['c.test', 80, '::1', 80],
  ])('%s:%i goes to %s:%i', (host, port, hostname, to) => {
    expect(overrideAddress(hosts, host, port)).toEqual({ hostname, port: to });
  });
});

describe('body codings', () => {
  it('undoes what it did, in reverse order', async () => {
    const body = new TextEncoder().encode('hello '.repeat(50));
    const coded = await encodeBody(body, ['gzip', 'br', 'deflate']);
    expect(Buffer.from(await decodeBody(coded, ['gzip', 'br', 'deflate']))).toEqual(Buffer.from(body));
  });

  it('names a coding that it does not know, and leaves such a response alone', async () => {
    await expect(encodeBody(new Uint8Array(), ['lzma'])).rejects.toThrow('lzma');
    expect(await decodeBody(new Uint8Array([1]), ['lzma'])).toEqual(new Uint8Array([1]));
  });
});

describe('runLimited', () => {
  it('keeps both limits and the order of results', async () => {
    const running = new Map<string, number>();
    let [most, mostOfA, total] = [0, 0, 0];
    const results = await runLimited(
      ['a1', 'a2', 'b1', 'a3', 'b2', 'c1'],
      (task) => task.charAt(0),
      { total: 3, perKey: 1 },
      async (task) => {
        const key = task.charAt(0);
        running.set(key, (running.get(key) ?? 0) + 1);
        total += 1;
        most = Math.max(most, total);
        mostOfA = Math.max(mostOfA, running.get('a') ?? 0);
        await new Promise(setImmediate);
        running.set(key, (running.get(key) ?? 0) - 1);
        total -= 1;
        return task.toUpperCase();
      },
    );
    expect(results).toEqual(['A1', 'A2', 'B1', 'A3', 'B2', 'C1']);
    expect([most, mostOfA]).toEqual([3, 1]);
  });

  it('rejects with the first failure and takes an empty list', async () => {
    const limits = { total: 0, perKey: 0 };
    await expect(
      runLimited([1], String, limits, async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await runLimited([], String, limits, async () => 1)).toEqual([]);
  });
});
