import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib';

/** A loopback server in the manner of httpbin: it answers with what it was asked. */
export interface Httpbin {
  readonly url: string;
  /** Requests that reached it so far, as `METHOD /path`. */
  readonly seen: readonly string[];
  readonly connections: () => number;
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse, rest: string, body: Buffer) => void;

const routes: Readonly<Record<string, Handler>> = {
  get: echo,
  post: echo,
  anything: echo,
  headers: (request, response) => json(response, { headers: request.headers }),
  status: (_, response, rest) => {
    response.statusCode = Number(rest);
    response.end();
  },
  delay: (request, response, rest, body) => {
    setTimeout(() => echo(request, response, rest, body), Number.parseInt(rest, 10));
  },
  redirect: (_, response, rest) => {
    const left = Number(rest) - 1;
    redirect(response, 302, left > 0 ? `/redirect/${left}` : '/get');
  },
  'redirect-with': (_, response, rest) => redirect(response, Number(rest), '/anything'),
  cookies: (request, response, rest) => {
    const [action, pairs = ''] = rest.split('?');
    if (action !== 'set') return json(response, { cookies: cookiesOf(request) });
    for (const [name, value] of new URLSearchParams(pairs))
      response.appendHeader('set-cookie', `${name}=${value}; Path=/`);
    redirect(response, 302, '/cookies');
  },
  gzip: (request, response) => encoded(request, response, 'gzip', gzipSync),
  deflate: (request, response) => encoded(request, response, 'deflate', deflateSync),
  brotli: (request, response) => encoded(request, response, 'br', brotliCompressSync),
  'bad-gzip': (_, response) => {
    response.setHeader('content-encoding', 'gzip');
    response.end('this is not gzip');
  },
  'basic-auth': (request, response, rest) => {
    const expected = `Basic ${Buffer.from(rest.replace('/', ':')).toString('base64')}`;
    response.statusCode = request.headers.authorization === expected ? 200 : 401;
    json(response, { authenticated: response.statusCode === 200 });
  },
  drip: (_, response, rest) => drip(response, Number(rest)),
  bytes: (_, response, rest) => response.end(Buffer.alloc(Number(rest), 7)),
  reset: (request) => request.socket.resetAndDestroy(),
  hang: () => undefined,
  'close-after': (request, response) => {
    response.end('bye');
    response.on('finish', () => setTimeout(() => request.socket.destroy(), 5));
  },
};

/** Starts it on a free port of 127.0.0.1. */
export async function startHttpbin(): Promise<Httpbin> {
  const seen: string[] = [];
  let connections = 0;
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    seen.push(`${request.method} ${path}`);
    const [, name = '', rest = ''] = /^\/([^/?]*)\/?(.*)$/.exec(path) ?? [];
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => (routes[name] ?? notFound)(request, response, rest, Buffer.concat(chunks)));
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function echo(request: IncomingMessage, response: ServerResponse, _rest: string, body: Buffer): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
  json(response, {
    method: request.method,
    path: url.pathname,
    args: Object.fromEntries(url.searchParams),
    headers: request.headers,
    data: plain.toString('utf8'),
    form: isForm ? Object.fromEntries(new URLSearchParams(plain.toString('utf8'))) : {},
    cookies: cookiesOf(request),
  });
}

function encoded(
  request: IncomingMessage,
  response: ServerResponse,
  coding: string,
  encode: (text: string) => Buffer,
): void {
  response.setHeader('content-encoding', coding);
  response.setHeader('content-type', 'application/json');
  response.end(
    encode(JSON.stringify({ coding, acceptEncoding: request.headers['accept-encoding'] ?? null })),
  );
}

function drip(response: ServerResponse, milliseconds: number): void {
  response.write('first');
  setTimeout(() => response.end('last'), milliseconds);
}

function redirect(response: ServerResponse, status: number, location: string): void {
  response.writeHead(status, { location });
  response.end();
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}

function notFound(_: IncomingMessage, response: ServerResponse): void {
  response.statusCode = 404;
  response.end('not here');
}

function cookiesOf(request: IncomingMessage): Record<string, string> {
  const header = request.headers.cookie ?? '';
  const pairs = header === '' ? [] : header.split('; ');
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}
