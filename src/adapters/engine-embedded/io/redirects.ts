/** What to send after a redirect. */
export interface NextHop {
  readonly method: string;
  readonly url: URL;
  readonly keepsBody: boolean;
  /** Whether `Authorization` and hand-written `Cookie` headers may go along (same host or a sub-domain of it). */
  readonly keepsCredentials: boolean;
}

/**
 * Go's redirect rules: 301, 302 and 303 become GET (HEAD stays HEAD) without a body; 307 and 308 repeat the request.
 * @returns `null` when the response is no redirect or has no usable `Location`.
 */
export function nextHop(
  status: number,
  location: string | undefined,
  method: string,
  from: URL,
): NextHop | null {
  if (location === undefined || location === '' || ![301, 302, 303, 307, 308].includes(status)) return null;
  const url = resolve(location, from);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  const repeats = status === 307 || status === 308;
  return {
    method: repeats || method === 'HEAD' ? method : 'GET',
    url,
    keepsBody: repeats,
    keepsCredentials: url.hostname === from.hostname || url.hostname.endsWith(`.${from.hostname}`),
  };
}

function resolve(location: string, from: URL): URL | null {
  try {
    const url = new URL(location, from);
    if (url.hash === '') url.hash = from.hash;
    return url;
  } catch {
    return null;
  }
}
