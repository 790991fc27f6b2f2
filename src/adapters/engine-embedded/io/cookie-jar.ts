import { type ParsedCookie, parseSetCookie } from './set-cookie.ts';

interface StoredCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly expiresMs: number;
}

/** Cookies of one VU (RFC 6265 section 5.3 and 5.4, without the public suffix list). */
export class CookieJar {
  private cookies = new Map<string, StoredCookie>();

  /** Takes in the `Set-Cookie` lines of a response from `url`. */
  store(url: URL, lines: readonly string[], nowMs: number): void {
    for (const line of lines) {
      const parsed = parseSetCookie(line);
      if (parsed !== null) this.put(url, parsed, nowMs);
    }
  }

  /** Takes in one cookie; ignored when its domain is not the host's own or a parent of it. */
  put(url: URL, cookie: ParsedCookie, nowMs: number): void {
    const host = url.hostname.toLowerCase();
    if (cookie.domain !== '' && !domainMatches(host, cookie.domain)) return;
    const stored: StoredCookie = {
      name: cookie.name,
      value: cookie.value,
      domain: cookie.domain === '' ? host : cookie.domain,
      hostOnly: cookie.domain === '',
      path: cookie.path === '' ? defaultPath(url.pathname) : cookie.path,
      secure: cookie.secure,
      expiresMs: expiry(cookie, nowMs),
    };
    const key = `${stored.domain};${stored.path};${stored.name}`;
    if (stored.expiresMs <= nowMs) this.cookies.delete(key);
    else this.cookies.set(key, stored);
  }

  /** Cookies to send to `url`: longest path first, then oldest first. */
  cookiesFor(url: URL, nowMs: number): { name: string; value: string }[] {
    return this.matching(url)
      .filter((cookie) => cookie.expiresMs > nowMs)
      .sort((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => ({ name, value }));
  }

  /** Forgets the cookies that would be sent to `url`; only those of one name if given. */
  remove(url: URL, name?: string): void {
    for (const cookie of this.matching(url)) {
      if (name === undefined || cookie.name === name) {
        this.cookies.delete(`${cookie.domain};${cookie.path};${cookie.name}`);
      }
    }
  }

  clear(): void {
    if (this.cookies.size > 0) this.cookies = new Map();
  }

  private matching(url: URL): StoredCookie[] {
    if (this.cookies.size === 0) return [];
    const host = url.hostname.toLowerCase();
    return [...this.cookies.values()].filter(
      (cookie) =>
        (cookie.hostOnly ? host === cookie.domain : domainMatches(host, cookie.domain)) &&
        pathMatches(url.pathname, cookie.path) &&
        (!cookie.secure || url.protocol === 'https:'),
    );
  }
}

function expiry(cookie: ParsedCookie, nowMs: number): number {
  if (cookie.maxAge !== null) return cookie.maxAge <= 0 ? 0 : nowMs + cookie.maxAge * 1000;
  return cookie.expiresMs ?? Number.POSITIVE_INFINITY;
}

function domainMatches(host: string, domain: string): boolean {
  if (host === domain) return true;
  const isAddress = /^[\d.]+$/.test(host) || host.startsWith('[');
  return !isAddress && host.endsWith(`.${domain}`) && domain.includes('.');
}

function pathMatches(path: string, cookiePath: string): boolean {
  if (path === cookiePath) return true;
  return path.startsWith(cookiePath) && (cookiePath.endsWith('/') || path[cookiePath.length] === '/');
}

function defaultPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}
