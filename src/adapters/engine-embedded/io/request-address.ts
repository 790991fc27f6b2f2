import type { HttpFailure } from './error-codes.ts';

/** An http(s) URL; `null` for a text that is none, or that Go's parser does not take. */
export function httpUrl(text: string, base?: URL): URL | null {
  if (hasBadEscape(text) || text.startsWith(':')) return null;
  try {
    const url = new URL(text, base);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
  } catch {
    return null;
  }
}

/**
 * What is wrong with an address that `httpUrl` does not take. Code 1020: it is no URL, and nothing is sent. Code 1000: a
 * request that failed, with samples, since Go's client only looks at scheme and host when it is about to connect.
 */
export function addressFailure(text: string): HttpFailure {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') {
    return /^https?:\/*([?#]|$)/i.test(text)
      ? { code: 1000, message: 'no host in the URL of the request' }
      : { code: 1020, message: `invalid URL "${text}"` };
  }
  const isUrl = !hasBadEscape(text) && (scheme !== undefined || !/^[^/?#]*:/.test(text));
  return isUrl
    ? { code: 1000, message: `unsupported protocol scheme "${scheme ?? ''}": want http:// or https://` }
    : { code: 1020, message: `invalid URL "${text}": want http:// or https://` };
}

/** A `%` that begins no escape; in a query it may stand for itself. */
function hasBadEscape(text: string): boolean {
  return text.includes('%') && /^[^?#]*%(?![0-9a-f]{2})/i.test(text);
}
