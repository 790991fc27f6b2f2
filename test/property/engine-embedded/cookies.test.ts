import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CookieJar } from '../../../src/adapters/engine-embedded/io/cookie-jar.ts';

const HOSTS = ['shop.test', 'www.shop.test', 'api.www.shop.test', 'other.test', 'workshop.test', '127.0.0.1'];
const PATHS = ['/', '/a', '/a/', '/a/b', '/ab', '/a/b/c'];

const cookie = fc.record({
  name: fc.constantFrom('x', 'y'),
  value: fc.constantFrom('1', '2', 'a=b', ''),
  domain: fc.constantFrom('', ...HOSTS, '.shop.test', 'SHOP.test', 'test'),
  path: fc.constantFrom('', 'relative', ...PATHS),
  isSecure: fc.boolean(),
  maxAge: fc.constantFrom(null, 0, -1, 10, 1_000),
  expiresS: fc.constantFrom(null, -5, 20),
});
const visit = fc.record({
  host: fc.constantFrom(...HOSTS),
  path: fc.constantFrom(...PATHS),
  isTls: fc.boolean(),
});
const stored = fc.record({ visit, cookie, afterS: fc.integer({ min: 0, max: 15 }) });

type Visit = typeof visit extends fc.Arbitrary<infer One> ? One : never;
type Cookie = typeof cookie extends fc.Arbitrary<infer One> ? One : never;

const urlOf = ({ host, path, isTls }: Visit) => new URL(`${isTls ? 'https' : 'http'}://${host}${path}`);

function lineOf({ name, value, domain, path, isSecure, maxAge, expiresS }: Cookie, nowMs: number): string {
  const parts = [`${name}=${value}`];
  if (domain !== '') parts.push(`Domain=${domain}`);
  if (path !== '') parts.push(`Path=${path}`);
  if (isSecure) parts.push('Secure');
  if (maxAge !== null) parts.push(`Max-Age=${maxAge}`);
  if (expiresS !== null) parts.push(`Expires=${new Date(nowMs + expiresS * 1_000).toUTCString()}`);
  return parts.join('; ');
}

interface Known {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly isHostOnly: boolean;
  readonly path: string;
  readonly isSecure: boolean;
  readonly endsMs: number;
}

/** RFC 6265, sentence by sentence: 5.1.3 and 5.1.4 for what matches, 5.3 for what is kept, 5.4 for what is sent. */
class NaiveJar {
  private readonly cookies: Known[] = [];

  store(from: Visit, given: Cookie, nowMs: number): void {
    const domain = given.domain.toLowerCase().replace(/^\./, '');
    if (domain !== '' && !this.domainMatches(from.host, domain)) return;
    const end = given.maxAge ?? given.expiresS;
    const known: Known = {
      name: given.name,
      value: given.value,
      domain: domain === '' ? from.host : domain,
      isHostOnly: domain === '',
      path: given.path.startsWith('/') ? given.path : this.defaultPath(from.path),
      isSecure: given.isSecure,
      endsMs: end === null ? Number.POSITIVE_INFINITY : nowMs + end * 1_000,
    };
    const at = this.cookies.findIndex(
      ({ name, domain: host, path }) => name === known.name && host === known.domain && path === known.path,
    );
    if (known.endsMs <= nowMs) {
      if (at >= 0) this.cookies.splice(at, 1);
    } else if (at >= 0) this.cookies[at] = known;
    else this.cookies.push(known);
  }

  sent(to: Visit, nowMs: number): string[] {
    return this.cookies
      .filter(({ endsMs }) => endsMs > nowMs)
      .filter(({ isHostOnly, domain }) =>
        isHostOnly ? to.host === domain : this.domainMatches(to.host, domain),
      )
      .filter(({ path }) => this.pathMatches(to.path, path))
      .filter(({ isSecure }) => to.isTls || !isSecure)
      .sort((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => `${name}=${value}`);
  }

  private domainMatches(host: string, domain: string): boolean {
    if (host === domain) return true;
    // A top level domain is a public suffix, and an address has no sub-domains.
    return host.endsWith(`.${domain}`) && domain !== 'test' && host !== '127.0.0.1';
  }

  private pathMatches(path: string, of: string): boolean {
    return path === of || (path.startsWith(of) && (of.endsWith('/') || path.charAt(of.length) === '/'));
  }

  private defaultPath(path: string): string {
    const folder = path.slice(0, path.lastIndexOf('/'));
    return folder === '' ? '/' : folder;
  }
}

it('a jar sends the cookies that RFC 6265 wants sent', () => {
  fc.assert(
    fc.property(
      fc.array(stored, { maxLength: 12 }),
      fc.array(visit, { minLength: 1, maxLength: 4 }),
      (all, visits) => {
        const [jar, naive] = [new CookieJar(), new NaiveJar()];
        let nowMs = Date.UTC(2026, 0, 1);
        for (const { visit: from, cookie: given, afterS } of all) {
          nowMs += afterS * 1_000;
          jar.store(urlOf(from), [lineOf(given, nowMs)], nowMs);
          naive.store(from, given, nowMs);
        }
        for (const to of visits) {
          const sent = jar.cookiesFor(urlOf(to), nowMs).map(({ name, value }) => `${name}=${value}`);
          expect(sent).toEqual(naive.sent(to, nowMs));
        }
      },
    ),
    { seed: 20_261_132, numRuns: 1_000 },
  );
});
