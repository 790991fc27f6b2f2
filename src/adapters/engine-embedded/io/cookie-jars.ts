import { CookieJar } from './cookie-jar.ts';
import type { HttpCall } from './http-call.ts';

/** A cookie of one request, and whether it took the place of the jar's. */
export interface SentCookie {
  readonly name: string;
  readonly value: string;
  readonly replace: boolean;
}

/** The cookie jars of one VU: its own (0) and those that the script made. */
export class CookieJars {
  private readonly jars = new Map<number, CookieJar>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Empties the VU's own jar. */
  reset(): void {
    this.jars.get(0)?.clear();
  }

  drop(id: number): void {
    this.jars.delete(id);
  }

  jar(id: number): CookieJar {
    const known = this.jars.get(id);
    if (known !== undefined) return known;
    const made = new CookieJar();
    this.jars.set(id, made);
    return made;
  }

  /** Cookies to send: the jar's, and those of the request beside or instead of them. */
  requestCookies(call: HttpCall, url: URL): SentCookie[] {
    const stored = this.jars.get(call.jar)?.cookiesFor(url, this.now()) ?? [];
    const own = Object.entries(call.cookies);
    const replaced = new Set(own.filter(([, cookie]) => cookie.replace).map(([name]) => name));
    return [
      ...stored.filter(({ name }) => !replaced.has(name)).map((cookie) => ({ ...cookie, replace: false })),
      ...own.map(([name, cookie]) => ({ name, value: cookie.value, replace: cookie.replace })),
    ];
  }

  takeIn(id: number, url: URL, lines: readonly string[]): void {
    if (lines.length > 0) this.jar(id).store(url, lines, this.now());
  }
}
