import { createHash } from 'node:crypto';
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

const meeting: (() => void)[] = [];

const routes: Readonly<Record<string, Handler>> = {
  get: echo,
  post: echo,
  anything: echo,
  mirror: (_, response, __, body) => response.end(body),
  headers: (request, response) => json(response, { headers: request.headers }),
  status: (_, response, rest) => {
    response.statusCode = Number(rest);
    response.end();
  },
  delay: (request, response, rest, body) => {
    setTimeout(() => echo(request, response, rest, body), Number.parseInt(rest, 10));
  },
  /** `/meet/N` answers when N are there: only those that are under way together ever get an answer. */
  meet: (request, response, rest, body) => {
    meeting.push(() => echo(request, response, rest, body));
    if (meeting.length === Number.parseInt(rest, 10)) for (const answer of meeting.splice(0)) answer();
  },
  redirect: (_, response, rest) => {
    const left = Number(rest) - 1;
    redirect(response, 302, left > 0 ? `/redirect/${left}` : '/get');
  },
  'redirect-to': (request, response) =>
    redirect(response, 302, (request.url ?? '').replace('/redirect-to?', '')),
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
  'digest-auth': (request, response, rest) => digest(request, response, rest),
  page: (_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(PAGE);
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

const PAGE = `<!doctype html><title>A page</title><h1 id="top" class="big">Hello</h1>
<a class="nav" href="/get?from=link">go</a>
<ul><li data-n="1">one<li data-n="2">two</ul>
<form action="/anything/form" method="post"><input name="user" value="ann"><input type="submit" name="go" value="1"></form>
<form id="search" action="/get"><input name="q" value="a b"></form>`;

/** Digest login as RFC 7616 has it, MD5 and SHA-256 alike. */
function digest(request: IncomingMessage, response: ServerResponse, rest: string): void {
  const [user = '', password = '', algorithm = 'MD5'] = rest.split('/');
  const given = request.headers.authorization ?? '';
  const field = (name: string) => new RegExp(`\\b${name}="?([^",]+)"?`).exec(given)?.[1] ?? '';
  const hash = (text: string) =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  const secret = hash(`${user}:here:${password}`);
  const parts = [
    secret,
    'once',
    field('nc'),
    field('cnonce'),
    'auth',
    hash(`${request.method}:${field('uri')}`),
  ];
  const ok = given.startsWith('Digest ') && field('response') === hash(parts.join(':'));
  if (!ok) {
    response.statusCode = 401;
    const challenge = `Digest realm="here", qop="auth", nonce="once", opaque="o", algorithm=${algorithm}`;
    response.setHeader('www-authenticate', challenge);
  }
  json(response, { authenticated: ok, user: field('username') });
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
