import http2 from 'node:http2';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBench } from '../../support/guest-bench.ts';
import { LOOPBACK_CERTIFICATE } from '../../support/loopback-certificate.ts';

/** Before it takes an upload: then the sending lasts, and a busy machine does not hide it. */
const TAKES_ITS_TIME_MS = 400;

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer(LOOPBACK_CERTIFICATE, (request, response) => {
    request.on('end', () => response.end('secret'));
    if (request.method === 'POST') setTimeout(() => request.resume(), TAKES_ITS_TIME_MS);
    else request.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const SCRIPT = `
  import http from 'k6/http';
  export default function () {
    const r = http.get(__ENV.URL);
    http.get(__ENV.URL);
    return [r.status, r.error_code, r.tls_version, r.body];
  }`;

it('refuses a certificate that nobody trusts', async () => {
  const bench = await openBench(SCRIPT, { env: { URL: url } });
  const { end } = await bench.iterate();
  await bench.close();
  expect(end).toEqual({ kind: 'returned', value: '[0,1310,"",null]' });
  expect(bench.values('http_req_failed')).toEqual([1, 1]);
});

it('takes it with insecureSkipTLSVerify, and times the handshake of the first request only', async () => {
  const bench = await openBench(SCRIPT, { env: { URL: url }, http: { insecureSkipTLSVerify: true } });
  const { end } = await bench.iterate();
  await bench.close();
  expect(end).toEqual({ kind: 'returned', value: '[200,0,"tls1.3","secret"]' });
  const [handshake = 0, none] = bench.values('http_req_tls_handshaking');
  expect(handshake).toBeGreaterThan(0);
  expect(none).toBe(0);
  expect(bench.values('http_req_blocked')[0]).toBeGreaterThanOrEqual(handshake);
  expect(bench.samples[0]?.tags).toMatchObject({ tls_version: 'tls1.3', proto: 'HTTP/1.1' });
});

it('counts the upload of a large body as sending, not as waiting', async () => {
  const bench = await openBench(
    `import http from 'k6/http';
    export default function () { return http.post(__ENV.URL, 'x'.repeat(8e6)).status; }`,
    { env: { URL: url }, http: { insecureSkipTLSVerify: true } },
  );
  const { end, traffic } = await bench.iterate();
  await bench.close();
  expect(end).toEqual({ kind: 'returned', value: '200' });
  expect(traffic.dataSent).toBeGreaterThan(8e6);
  expect(bench.values('http_req_sending')[0]).toBeGreaterThan(bench.values('http_req_waiting')[0] ?? 0);
});

it('says of a server that speaks HTTP/2 alone that it does', async () => {
  const only = http2.createSecureServer(LOOPBACK_CERTIFICATE, (_request, response) => response.end());
  await new Promise<void>((resolve) => only.listen(0, '127.0.0.1', resolve));
  const env = { URL: `https://127.0.0.1:${(only.address() as AddressInfo).port}/` };
  const script = `import http from 'k6/http';
    export default function () { const r = http.get(__ENV.URL); return [r.status, r.error_code, r.error]; }`;
  const bench = await openBench(script, { env, http: { insecureSkipTLSVerify: true } });
  const { end } = await bench.iterate();
  await bench.close();
  only.close();
  expect(end).toEqual({
    kind: 'returned',
    value: expect.stringContaining('[0,1600,"http2: the server offers no HTTP/1.1'),
  });
});

it('takes HTTP/1.1 where a server offers HTTP/2 beside it', async () => {
  const both = http2.createSecureServer({ ...LOOPBACK_CERTIFICATE, allowHTTP1: true }, (request, response) =>
    response.end(request.httpVersion),
  );
  await new Promise<void>((resolve) => both.listen(0, '127.0.0.1', resolve));
  const env = { URL: `https://127.0.0.1:${(both.address() as AddressInfo).port}/` };
  const bench = await openBench(SCRIPT, { env, http: { insecureSkipTLSVerify: true } });
  const { end } = await bench.iterate();
  await bench.close();
  both.close();
  expect(end).toEqual({ kind: 'returned', value: '[200,0,"tls1.3","1.1"]' });
  expect(bench.samples[0]?.tags.proto).toBe('HTTP/1.1');
});

it('says of what is no HTTP at all that it is not', async () => {
  const frames = createTcpServer((socket) => socket.end(Buffer.from('0000120400000000000003', 'hex')));
  await new Promise<void>((resolve) => frames.listen(0, '127.0.0.1', resolve));
  const env = { URL: `http://127.0.0.1:${(frames.address() as AddressInfo).port}/` };
  const script = `import http from 'k6/http';
    export default function () { const r = http.get(__ENV.URL); return [r.status, r.error_code, r.error]; }`;
  const bench = await openBench(script, { env });
  const { end } = await bench.iterate();
  await bench.close();
  frames.close();
  expect(end).toEqual({
    kind: 'returned',
    value: expect.stringContaining('[0,1000,"Response does not match the HTTP/1.1 protocol'),
  });
});
