import { describe, expect, it } from 'vitest';
import { CookieJar } from '../../../../../src/adapters/engine-embedded/io/cookie-jar.ts';
import { parseSetCookie } from '../../../../../src/adapters/engine-embedded/io/set-cookie.ts';

const NOW = Date.UTC(2026, 0, 1);

function sent(lines: string[], from: string, to: string, nowMs = NOW): string {
  const jar = new CookieJar();
  jar.store(new URL(from), lines, NOW);
  return jar
    .cookiesFor(new URL(to), nowMs)
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
}

describe('parseSetCookie', () => {
  it.each(['', '=x', 'novalue', '; Path=/'])('refuses %j', (line) => {
    expect(parseSetCookie(line)).toBeNull();
  });

  it('reads every attribute, in any case', () => {
    expect(
      parseSetCookie(
        'a="b c"; DOMAIN=.Shop.Test; path=/x; SECURE; HttpOnly; Max-Age=60; Expires=Wed, 21-Oct-2026 07:28:00 GMT',
      ),
    ).toEqual({
      name: 'a',
      value: 'b c',
      domain: 'shop.test',
      path: '/x',
      secure: true,
      httpOnly: true,
      maxAge: 60,
      expiresMs: Date.UTC(2026, 9, 21, 7, 28),
    });
  });

  it('leaves out what it cannot read', () => {
    expect(parseSetCookie('a=1; Max-Age=soon; Expires=never; Path=relative')).toMatchObject({
      maxAge: null,
      expiresMs: null,
      path: '',
    });
  });
});

describe('CookieJar', () => {
  it.each([
    ['another host', 'a=1', 'http://one.test/', 'http://two.test/', ''],
    ['a sub-domain, of a host-only cookie', 'a=1', 'http://one.test/', 'http://www.one.test/', ''],
    [
      'a sub-domain, of a domain cookie',
      'a=1; Domain=one.test',
      'http://www.one.test/',
      'http://api.one.test/',
      'a=1',
    ],
    ["a domain that is not the host's", 'a=1; Domain=two.test', 'http://one.test/', 'http://two.test/', ''],
    ['a top level domain', 'a=1; Domain=test', 'http://one.test/', 'http://two.test/', ''],
    ['an ending that is no sub-domain', 'a=1; Domain=one.test', 'http://one.test/', 'http://bone.test/', ''],
    ['another port', 'a=1', 'http://one.test:1/', 'http://one.test:2/', 'a=1'],
    ['plain http, of a secure cookie', 'a=1; Secure', 'https://one.test/', 'http://one.test/', ''],
    ['a path below', 'a=1; Path=/x', 'http://one.test/', 'http://one.test/x/y', 'a=1'],
    ['a path that only begins alike', 'a=1; Path=/x', 'http://one.test/', 'http://one.test/xy', ''],
    ['the default path', 'a=1', 'http://one.test/dir/page', 'http://one.test/dir/other', 'a=1'],
    ['outside the default path', 'a=1', 'http://one.test/dir/page', 'http://one.test/', ''],
    ['an address', 'a=1', 'http://127.0.0.1/', 'http://127.0.0.1/', 'a=1'],
  ])('for %s', (_, line, from, to, expected) => {
    expect(sent([line], from, to)).toBe(expected);
  });

  it('ends cookies at their time, Max-Age before Expires', () => {
    const line = 'a=1; Max-Age=10; Expires=Wed, 21 Oct 2099 07:28:00 GMT';
    expect(sent([line], 'http://a.test/', 'http://a.test/', NOW + 9_999)).toBe('a=1');
    expect(sent([line], 'http://a.test/', 'http://a.test/', NOW + 10_000)).toBe('');
  });

  it('replaces and deletes by name, domain and path', () => {
    expect(sent(['a=1', 'a=2', 'b=1', 'b=x; Max-Age=0'], 'http://a.test/', 'http://a.test/')).toBe('a=2');
  });

  it('sends longer paths first', () => {
    expect(sent(['a=1; Path=/', 'b=2; Path=/x'], 'http://a.test/', 'http://a.test/x')).toBe('b=2; a=1');
  });
});
