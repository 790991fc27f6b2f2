import http from 'node:http';
import https from 'node:https';

export type Answer =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'silent'; readonly why: string };

/** One GET that follows nothing and keeps no connection, answered within `timeoutMs`. Never rejects. */
export function probeUrl(url: string, timeoutMs: number): Promise<Answer> {
  const { get } = url.startsWith('https:') ? https : http;
  return new Promise((resolve) => {
    const silent = (why: string) => resolve({ kind: 'silent', why });
    const request = get(url, { agent: false }, (response) => {
      response.resume();
      response.destroy();
      resolve({ kind: 'answered', status: response.statusCode ?? 0 });
    });
    request.setTimeout(timeoutMs, () => {
      silent(`no answer within ${timeoutMs / 1000} s`);
      request.destroy();
    });
    request.on('error', (error: NodeJS.ErrnoException) => silent(error.code ?? error.message));
  });
}
