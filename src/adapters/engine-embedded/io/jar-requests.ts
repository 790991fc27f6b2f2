import type { CookieJars } from './cookie-jars.ts';
import { epochMs, monotonicMs } from './monotonic.ts';

/** What a script's CookieJar asks for. */
export type JarRequest = { readonly jar: number; readonly url: string } & (
  | { readonly do: 'list' }
  | { readonly do: 'set'; readonly name: string; readonly value: string; readonly options: CookieOptions }
  | { readonly do: 'remove'; readonly name?: string }
);

interface CookieOptions {
  readonly domain?: string;
  readonly path?: string;
  /** A date as text. */
  readonly expires?: string;
  /** Seconds. */
  readonly max_age?: number;
  readonly secure?: boolean;
  readonly http_only?: boolean;
}

/** Does it; a list answers values by name, the others nothing. @throws Error for a bad URL or date. */
export function answerJar(jars: CookieJars, request: JarRequest): Record<string, string[]> | null {
  const url = parseUrl(request.url);
  const jar = jars.jar(request.jar);
  const nowMs = epochMs(monotonicMs());
  switch (request.do) {
    case 'list': {
      const byName: Record<string, string[]> = {};
      for (const { name, value } of jar.cookiesFor(url, nowMs))
        byName[name] = [...(byName[name] ?? []), value];
      return byName;
    }
    case 'set':
      jar.put(url, toCookie(request.name, request.value, request.options), nowMs);
      return null;
    case 'remove':
      jar.remove(url, request.name);
      return null;
  }
}

function toCookie(name: string, value: string, options: CookieOptions) {
  const expires = options.expires === undefined ? null : Date.parse(options.expires);
  if (Number.isNaN(expires)) throw new Error(`cookie "${name}": expires "${options.expires}" is no date`);
  return {
    name,
    value,
    domain: (options.domain ?? '').replace(/^\./, '').toLowerCase(),
    path: options.path ?? '',
    secure: options.secure === true,
    httpOnly: options.http_only === true,
    maxAge: options.max_age === undefined || options.max_age === 0 ? null : options.max_age,
    expiresMs: expires,
  };
}

function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new Error(`cookie jar: "${text}" is no URL`);
  }
}
