import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GuestBench, openBench } from '../../support/guest-bench.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n';

/** Answers by path, byte for byte; `null` is an answer of what came in. */
const ANSWERS: Readonly<Record<string, () => string | Buffer>> = {
  '/204': () => 'HTTP/1.1 204 No Content\r\n\r\n',
  '/304': () => 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n',
  '/103': () => `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}\r\nok`,
  '/trailers': () =>
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n2\r\nok\r\n0\r\nX-T: v\r\n\r\n',
  '/cut': () => 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  '/header': () => `${OK}X-Name: café €\r\n\r\nok`,
  '/headers': () =>
    `${OK}${Array.from({ length: 3_000 }, (_, n) => `X-${n}: ${'v'.repeat(40)}\r\n`).join('')}\r\nok`,
  '/names': () => `${OK}__proto__: a\r\nConstructor: b\r\nSet-Cookie: __proto__=c\r\n\r\nok`,
  '/place': () => 'HTTP/1.1 302 Found\r\nLocation: /größe\r\nContent-Length: 0\r\n\r\n',
  '/gr%C3%B6%C3%9Fe': () => `${OK}\r\nok`,
  '/bomb': () => {
    const packed = gzipSync(Buffer.alloc(101 * 2 ** 20), { level: 1 });
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.byteLength}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), packed]);
  },
};

function upgraded(head: string): string {
  const key = /sec-websocket-key: (.*)\r/i.exec(head)?.[1] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;
}

let server: Server;
let bench: GuestBench;
const asked: string[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const head = chunk.toString('utf8');
      if (head.startsWith('GET /mute')) socket.write(upgraded(head));
      // Frames of the web socket that is open: never an answer.
      if (!head.startsWith('GET ') || head.startsWith('GET /mute')) return;
      asked.push(head);
      socket.write(ANSWERS[head.split(' ')[1] ?? '']?.() ?? `${OK}\r\nok`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  bench = await openBench(
    `import http from 'k6/http';
     import ws from 'k6/ws';
     export function closes() {
       const codes = [];
       const started = Date.now();
       ws.connect(__ENV.BASE.replace('http', 'ws') + '/mute', (socket) => {
         socket.on('open', () => socket.close(4000));
         socket.on('close', (code) => codes.push(code));
       });
       return [codes, Date.now() - started < 10000];
     }
     const shown = ({ status, body, headers, cookies, error, error_code, url }) => ({ status, body, headers, cookies, error, error_code, path: url.replace(__ENV.BASE, '') });
     export default function () { return shown(http.get(__ENV.BASE + __ENV.PATH_ASKED, { headers: JSON.parse(__ENV.HEADERS) })); }`,
    { env: { BASE: `http://127.0.0.1:${port}` } },
  );
});
afterAll(async () => {
  await bench.close();
  for (const socket of sockets) socket.destroy();
  server.close();
});

async function get(path: string, headers: Readonly<Record<string, string>> = {}) {
  const { end } = await bench.iterate({ env: { PATH_ASKED: path, HEADERS: JSON.stringify(headers) } });
  if (end.kind !== 'returned') throw new Error(JSON.stringify(end));
  return JSON.parse(end.value ?? 'null');
}

describe('an answer', () => {
  it.each([
    ['204', { status: 204, body: '' }],
    ['304', { status: 304, body: '', error_code: 0 }],
    ['103', { status: 200, body: 'ok' }],
    ['trailers', { status: 200, body: 'ok' }],
    ['cut', { status: 0, error_code: 1000, error: expect.stringContaining('chunk size') }],
    ['header', { status: 200, headers: { 'X-Name': 'café €', 'Content-Length': '2' } }],
    ['place', { status: 200, path: '/gr%C3%B6%C3%9Fe' }],
    [
      'bomb',
      { status: 0, error_code: 1701, body: null, error: expect.stringContaining('discardResponseBodies') },
    ],
  ])('/%s', async (path, expected) => {
    expect(await get(`/${path}`)).toMatchObject(expected);
  });

  it('has as many headers as Go takes', async () => {
    expect(Object.keys((await get('/headers')).headers)).toHaveLength(3_001);
  });

  it('has names that objects have, too', async () => {
    const { headers, cookies } = await get('/names');
    expect(Object.entries(headers)).toContainEqual(['__proto__', 'a']);
    expect(Object.entries(headers)).toContainEqual(['Constructor', 'b']);
    expect(Object.entries(cookies)).toEqual([['__proto__', [expect.objectContaining({ value: 'c' })]]]);
  });
});

describe('a request', () => {
  it('sends header values as UTF-8', async () => {
    await get('/plain', { 'X-City': 'Zürich €' });
    expect(asked.at(-1)).toContain('X-City: Zürich €\r\n');
  });

  it('closes its connection where the script says so', async () => {
    await get('/plain');
    const before = sockets.length;
    await get('/plain');
    expect(sockets.length).toBe(before);
    await get('/plain', { Connection: 'close' });
    expect(asked.at(-1)?.toLowerCase()).toContain('connection: close\r\n');
    await get('/plain');
    expect(sockets.length).toBe(before + 1);
  });
});

it('a web socket is closed, also where the other side does not answer that', async () => {
  const { end } = await bench.iterate({ exec: 'closes', env: {} });
  expect(end).toEqual({ kind: 'returned', value: '[[4000],true]' });
});
