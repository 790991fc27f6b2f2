import type { ConformanceCase } from '../conformance-case.ts';

const WS = "import ws from 'k6/ws'; const URL = __ENV.WS;";
const WEB = "import { WebSocket, Blob } from 'k6/websockets'; const URL = __ENV.WS;";

function ws(
  covers: readonly string[],
  title: string,
  body: string,
  more: Partial<ConformanceCase> = {},
): ConformanceCase {
  return { covers: covers.map((name) => `k6/ws.${name}`), title, init: WS, body, ...more };
}

function web(
  covers: readonly string[],
  title: string,
  body: string,
  more: Partial<ConformanceCase> = {},
): ConformanceCase {
  return { covers: covers.map((name) => `k6/websockets.${name}`), title, init: WEB, body, ...more };
}

/** Modules k6/ws and k6/websockets. */
export const SOCKET_CASES: readonly ConformanceCase[] = [
  ws(
    ['connect', 'Socket', 'Socket.on', 'Socket.send', 'Socket.close'],
    'a socket blocks until it is closed, its handlers run',
    "const seen = []; const r = ws.connect(URL, null, (s) => { s.on('open', () => { seen.push('open'); s.send('hi'); }); s.on('message', (m) => { seen.push(m); s.close(); }); s.on('close', (code) => seen.push(code)); }); return [r.status, r.error, seen];",
    {
      returns: [101, '', ['open', 'hi', 1000]],
      samples: {
        ws_sessions: 1,
        ws_connecting: 1,
        ws_msgs_sent: 1,
        ws_msgs_received: 1,
        ws_session_duration: 1,
      },
    },
  ),
  ws(
    ['connect'],
    'params may be left out',
    "let seen = 0; ws.connect(URL, (s) => s.on('open', () => { seen = 1; s.close(); })); return seen;",
    { returns: 1 },
  ),
  ws(
    ['Params.headers', 'Params.tags'],
    'headers and tags',
    "let seen; ws.connect(URL + '/greet', { headers: { 'X-A': '1' }, tags: { part: 'x' } }, (s) => s.on('message', (m) => { seen = JSON.parse(m)['x-a']; s.close(); })); return seen;",
    { returns: '1', tags: { ws_sessions: { part: 'x', status: '101' } } },
  ),
  ws(
    ['Socket.sendBinary'],
    'bytes',
    "let seen; ws.connect(URL, null, (s) => { s.on('open', () => s.sendBinary(new Uint8Array([1, 2]).buffer)); s.on('binaryMessage', (m) => { seen = [...new Uint8Array(m)]; s.close(); }); }); return seen;",
    { returns: [1, 2] },
  ),
  ws(
    ['Socket.ping'],
    'pings are answered',
    "let seen = 0; ws.connect(URL, null, (s) => { s.on('open', () => s.ping()); s.on('pong', () => { seen = 1; s.close(); }); }); return seen;",
    { returns: 1, samples: { ws_ping: 1 } },
  ),
  ws(
    ['Socket.on'],
    'pings of the server are told',
    "let seen = 0; ws.connect(URL + '/ping', null, (s) => { s.on('ping', () => { seen = 1; s.close(); }); }); return seen;",
    { returns: 1 },
  ),
  ws(
    ['Socket.setTimeout', 'Socket.setInterval'],
    'timers of a socket',
    'let n = 0; ws.connect(URL, null, (s) => { s.setInterval(() => { n += 1; }, 10); s.setTimeout(() => s.close(), 75); }); return n >= 1 && n <= 8;',
    { returns: true },
  ),
  ws(['Socket.setTimeout'], 'a delay is above 0', 'ws.connect(URL, null, (s) => s.setTimeout(() => 1, 0));', {
    throws: /delay/,
  }),
  ws(
    ['connect'],
    'a server that refuses is a response with an error',
    "const r = ws.connect(URL + '/refuse', null, () => undefined); return [r.status, r.error !== '', r.body];",
    { returns: [403, true, 'no'], logs: [/^warn/] },
  ),
  ws(
    ['connect'],
    'the server may close',
    "let code; ws.connect(URL + '/close/4001', null, (s) => s.on('close', (c) => { code = c; })); return code;",
    { returns: 4001 },
  ),
  ws(
    ['connect'],
    'a throw of a handler ends the iteration',
    "ws.connect(URL, null, (s) => s.on('open', () => { throw new Error('in a handler'); }));",
    { throws: /in a handler/ },
  ),
  ws(['connect'], 'a function is needed', 'ws.connect(URL, null);', { throws: /function/ }),
  ws(['connect'], 'not in the init context', '', {
    init: `${WS} ws.connect(URL, null, () => 1);`,
    refuses: /init context/,
  }),
  web(
    [
      'WebSocket',
      'WebSocket.addEventListener',
      'WebSocket.send',
      'WebSocket.close',
      'WebSocket.url',
      'WebSocket.readyState',
    ],
    'a socket in the event loop',
    "const seen = []; return new Promise((done) => { const s = new WebSocket(URL); seen.push(s.readyState, s.url === URL); s.addEventListener('open', () => { seen.push(s.readyState); s.send('hi'); }); s.addEventListener('message', (e) => { seen.push(e.type, e.data); s.close(); }); s.addEventListener('close', (e) => { seen.push(s.readyState); done(seen); }); });",
    {
      returns: [0, true, 1, 'message', 'hi', 3],
      samples: { ws_sessions: 1, ws_msgs_sent: 1, ws_msgs_received: 1 },
    },
  ),
  web([], 'what a Blob does not have is refused by name', "new Blob(['a']).stream();", {
    throws: /^Blob\.stream\(\) is not in the embedded engine: run it with k6$/,
  }),
  web(
    ['WebSocket.onopen', 'WebSocket.onmessage', 'WebSocket.onclose', 'WebSocket.onerror'],
    'handlers as members',
    "return new Promise((done) => { const s = new WebSocket(URL); s.onopen = () => s.send('x'); s.onmessage = (e) => { s.close(); }; s.onclose = () => done('closed'); s.onerror = (e) => done(e.error); });",
    { returns: 'closed' },
  ),
  web(
    ['WebSocket.onerror'],
    'an error is told, then the end',
    "const seen = []; return new Promise((done) => { const s = new WebSocket(URL + '/refuse'); s.onerror = (e) => seen.push(e.type, e.error !== ''); s.onclose = () => done(seen); });",
    { returns: ['error', true] },
  ),
  web(
    ['WebSocket.ping', 'WebSocket.onpong'],
    'pings',
    "return new Promise((done) => { const s = new WebSocket(URL); s.onopen = () => s.ping(); s.onpong = () => { s.close(); done('pong'); }; });",
    { returns: 'pong' },
  ),
  web(
    ['WebSocket.onping'],
    'pings of the server',
    "return new Promise((done) => { const s = new WebSocket(URL + '/ping'); s.onping = () => { s.close(); done('ping'); }; });",
    { returns: 'ping' },
  ),
  web(
    [
      'WebSocket.binaryType',
      'Blob',
      'Blob.arrayBuffer',
      'Blob.text',
      'Blob.size',
      'Blob.type',
      'Blob.bytes',
      'Blob.slice',
    ],
    'bytes as a Blob or a buffer',
    "const ask = (type) => new Promise((done) => { const s = new WebSocket(URL); s.binaryType = type; s.onopen = () => s.send(new Uint8Array([104, 105])); s.onmessage = (e) => { s.close(); done(e.data); }; }); const blob = await ask('blob'); const buffer = await ask('arraybuffer'); return [blob instanceof Blob, blob.size, await blob.text(), (await blob.arrayBuffer()).byteLength, (await blob.bytes()).length, (await blob.slice(1).text()), blob.type, buffer.byteLength];",
    { isAsync: true, returns: [true, 2, 'hi', 2, 2, 'i', '', 2] },
  ),
  web(
    ['WebSocket.send'],
    'a Blob can be sent',
    "return new Promise((done) => { const s = new WebSocket(URL); s.onopen = () => s.send(new Blob(['a', 'b'])); s.onmessage = async (e) => { s.close(); done(await e.data.text()); }; });",
    { returns: 'ab' },
  ),
  web(
    ['WebSocket.send'],
    'not before it is open',
    "const s = new WebSocket(URL); try { s.send('x'); } catch (e) { s.onopen = () => s.close(); return /InvalidState/.test(e.message); }",
    { returns: true },
  ),
  web(
    ['WebSocket'],
    'protocols and params',
    "return new Promise((done) => { const s = new WebSocket(URL + '/greet', ['one'], { headers: { 'X-B': '2' }, tags: { part: 'y' } }); s.onmessage = (e) => { s.close(); done([s.protocol, JSON.parse(e.data)['x-b']]); }; });",
    { returns: ['one', '2'], tags: { ws_sessions: { part: 'y' } } },
  ),
  web(
    ['WebSocket'],
    'several at a time',
    'const one = (n) => new Promise((done) => { const s = new WebSocket(URL); s.onopen = () => s.send(String(n)); s.onmessage = (e) => { s.close(); done(e.data); }; }); return Promise.all([1, 2, 3].map(one));',
    { returns: ['1', '2', '3'] },
  ),
  web(['WebSocket'], 'what is no web socket URL', "new WebSocket('http://a.test');", { throws: /ws:\/\// }),
  web(
    [
      'WebSocket.bufferedAmount',
      'WebSocket.CONNECTING',
      'WebSocket.OPEN',
      'WebSocket.CLOSING',
      'WebSocket.CLOSED',
    ],
    'members',
    'const s = new WebSocket(URL); s.onopen = () => s.close(); return [s.bufferedAmount, WebSocket.CONNECTING, WebSocket.OPEN, s.CLOSING, s.CLOSED];',
    { returns: [0, 0, 1, 2, 3], differs: 'bufferedAmount is always 0' },
  ),
];
