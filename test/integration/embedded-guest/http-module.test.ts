// biome-ignore-all lint/suspicious/noTemplateCurlyInString: scripts inside strings have template literals of their own
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aCall, type BenchOptions, type GuestBench, openBench } from '../../support/guest-bench.ts';
import { type Httpbin, startHttpbin } from '../../support/httpbin.ts';

let bin: Httpbin;
let bench: GuestBench | null = null;
beforeAll(async () => {
  bin = await startHttpbin();
});
afterAll(() => bin.close());
afterEach(async () => {
  await bench?.close();
  bench = null;
});

/** Runs the body of a default function once; its value must be JSON. */
async function run(body: string, options: BenchOptions = {}): Promise<{ value: unknown; bench: GuestBench }> {
  const script = `
    import http, { get as namedGet } from 'k6/http';
    import { check, group } from 'k6';
    const BASE = __ENV.BASE;
    export default function () { ${body} }`;
  const opened = await openBench(script, { ...options, env: { BASE: bin.url } });
  bench = opened;
  const { end } = await opened.iterate();
  if (end.kind !== 'returned') throw new Error(`${end.kind}: ${'message' in end ? end.message : ''}`);
  return { value: end.value === null ? undefined : JSON.parse(end.value), bench: opened };
}

const ORDER = [
  'http_reqs',
  'http_req_duration',
  'http_req_blocked',
  'http_req_connecting',
  'http_req_tls_handshaking',
  'http_req_sending',
  'http_req_waiting',
  'http_req_receiving',
  'http_req_failed',
];

describe('failures', () => {
  it("gives a refused connection k6's code, and throws only when asked to", async () => {
    const { value, bench: opened } = await run(`
      const r = http.get('http://127.0.0.1:1/x');
      let thrown = null;
      try { http.get('http://127.0.0.1:1/x', { throw: true }); } catch (e) { thrown = e instanceof Error && e.message; }
      return [r.status, r.error_code, r.error, r.body, thrown];`);
    expect(value).toEqual([
      0,
      1212,
      'dial: connection refused',
      null,
      expect.stringContaining('connection refused'),
    ]);
    expect(opened.values('http_req_failed')).toEqual([1, 1]);
    expect(opened.samples[0]?.tags).toEqual({
      error: 'dial: connection refused',
      error_code: '1212',
      expected_response: 'false',
      group: '',
      method: 'GET',
      name: 'http://127.0.0.1:1/x',
      scenario: 'default',
      status: '0',
      url: 'http://127.0.0.1:1/x',
    });
    expect(opened.logs).toEqual([expect.stringMatching(/^warn .*127\.0\.0\.1:1\/x/)]);
  });

  it.each([
    ['a reset', '/reset', 1220],
    ['a timeout', '/hang', 1050],
    ['a damaged body', '/bad-gzip', 1701],
    ['a client error', '/status/404', 1404],
    ['a server error', '/status/503', 1503],
  ])('gives %s its code', async (_, path, code) => {
    const timeout = path === '/hang' ? '200ms' : '20s';
    const { value } = await run(
      `return http.post(BASE + '${path}', 'x', { timeout: '${timeout}' }).error_code;`,
    );
    expect(value).toBe(code);
  });

  it('refuses what is no URL', async () => {
    const { value, bench: opened } = await run(
      `return ['nope', 'ftp://x/', '', 'http://a b/', 'http://x/%zz'].map((u) => http.get(u).error_code);`,
    );
    expect(value).toEqual([1000, 1000, 1000, 1020, 1020]);
    // A scheme is looked at when the request is made; a text that is no URL never becomes one.
    expect(opened.values('http_req_failed')).toEqual([1, 1, 1]);
  });

  it('sends a GET again when the server closed the kept connection, and counts it once', async () => {
    const { value, bench: opened } = await run(`
      const first = http.get(BASE + '/close-after').status;
      const t = Date.now(); while (Date.now() - t < 30);
      return [first, http.get(BASE + '/get').status];`);
    expect(value).toEqual([200, 200]);
    expect(opened.values('http_reqs')).toEqual([1, 1]);
  });

  it.each([
    ['ntlm', `http.get(BASE, { auth: 'ntlm' })`],
    ['an unknown responseType', `http.get(BASE, { responseType: 'stream' })`],
    ['an unknown compression', `http.post(BASE, 'x', { compression: 'lzma' })`],
    ['a bad timeout', `http.get(BASE, { timeout: 'soon' })`],
    ['a bad status', `http.expectedStatuses('200')`],
    ['a callback of its own', `http.setResponseCallback(() => true)`],
    ['a tag that is an object', `http.get(BASE, { tags: { a: {} } })`],
    ['json() of text', `http.get(BASE + '/drip/1').json()`],
  ])('throws for %s', async (_, code) => {
    const { value } = await run(
      `try { ${code}; return 'went on'; } catch (e) { return e instanceof Error && e.message.length > 10; }`,
    );
    expect(value).toBe(true);
  });
});

describe('requests', () => {
  it.each([
    ['get', 'GET'],
    ['post', 'POST'],
    ['put', 'PUT'],
    ['patch', 'PATCH'],
    ['del', 'DELETE'],
    ['options', 'OPTIONS'],
  ])('http.%s', async (name, method) => {
    const { value } = await run(`return http.${name}(BASE + '/anything').json('method');`);
    expect(value).toBe(method);
  });

  it('http.head and http.request', async () => {
    const { value } = await run(`
      const head = http.head(BASE + '/get');
      return [head.status, head.body, http.request('put', BASE + '/anything', 'x').json('data'), namedGet(BASE + '/get').status];`);
    expect(value).toEqual([200, '', 'x', 200]);
  });

  it('sends forms, text, bytes and multipart', async () => {
    const { value } = await run(`
      const form = http.post(BASE + '/post', { a: 'x y&', b: [1, 2], c: null });
      const text = http.post(BASE + '/post', '{"ä":1}', { headers: { 'Content-Type': 'application/json' } });
      const bytes = http.post(BASE + '/post', new Uint8Array([104, 105]).buffer);
      const multi = http.post(BASE + '/post', { a: 1, f: http.file('content', 'a.txt', 'text/plain') });
      return [form.json('data'), text.json('data'), bytes.json('data'), multi.json()];`);
    const [form, text, bytes, multi] = value as [
      string,
      string,
      string,
      { data: string; headers: Record<string, string> },
    ];
    expect([form, text, bytes]).toEqual(['a=x+y%26&b=1&b=2&c=', '{"ä":1}', 'hi']);
    const boundary = multi.headers['content-type']?.split('boundary=')[1];
    expect(multi.data).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n` +
        `--${boundary}\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\ncontent\r\n` +
        `--${boundary}--\r\n`,
    );
  });

  it('sends headers and a basic login from the URL, which tags do not show', async () => {
    const { value, bench: opened } = await run(`
      return [http.get(encodeURI(BASE.replace('://', '://user:pw@') + '/basic-auth/user/pw')).status,
        http.get(BASE + '/headers', { headers: { 'X-One': 1 } }).json('headers.x-one'),
        http.get(BASE + '/headers').json('headers.user-agent')];`);
    expect(value).toEqual([200, '1', 'perf-gate-test']);
    expect(opened.samples[0]?.tags.url).toContain('http://****:****@127.0.0.1');
  });

  it('compresses bodies and decodes responses, without asking for an encoding', async () => {
    const { value } = await run(`
      return [http.post(BASE + '/post', 'squeeze', { compression: 'gzip' }).json('data'),
        ...['/gzip', '/deflate', '/brotli'].map((p) => http.get(BASE + p).json()).map((j) => [j.coding, j.acceptEncoding])];`);
    expect(value).toEqual(['squeeze', ['gzip', null], ['deflate', null], ['br', null]]);
  });

  it('follows redirects with a sample for each hop', async () => {
    const { value, bench: opened } = await run(`
      const all = http.get(BASE + '/redirect/2');
      const none = http.get(BASE + '/redirect/2', { redirects: 0 });
      return [all.status, all.url === BASE + '/get', none.status, none.headers['Location'],
        http.post(BASE + '/redirect-with/303', 'x').json('method'), http.post(BASE + '/redirect-with/307', 'x').json('data')];`);
    expect(value).toEqual([200, true, 302, '/redirect/1', 'GET', 'x']);
    expect(
      opened.samples.filter(({ metric }) => metric === 'http_reqs').map(({ tags }) => tags.status),
    ).toEqual(['302', '302', '200', '302', '303', '200', '307', '200']);
  });

  it('stops at maxRedirects', async () => {
    const { value } = await run(`return http.get(BASE + '/redirect/5').status;`, {
      http: { maxRedirects: 2 },
    });
    expect(value).toBe(302);
  });

  it('gives the body as the script wants it', async () => {
    const { value } = await run(`
      const bin = http.get(BASE + '/bytes/3', { responseType: 'binary' }).body;
      return [bin instanceof ArrayBuffer, [...new Uint8Array(bin)], http.get(BASE + '/get', { responseType: 'none' }).body];`);
    expect(value).toEqual([true, [7, 7, 7], null]);
  });

  it('discards bodies when the test says so', async () => {
    const { value } = await run(
      `return [http.get(BASE + '/get').body, typeof http.get(BASE + '/get', { responseType: 'text' }).body];`,
      {
        http: { discardResponseBodies: true },
      },
    );
    expect(value).toEqual([null, 'string']);
  });

  it('takes answers of many megabytes', async () => {
    const { value } = await run(`return http.get(BASE + '/bytes/20000000').body.length;`);
    expect(value).toBe(20_000_000);
  });
});

describe('batch and asyncRequest', () => {
  it('keeps the shape and the order of an array and of an object', async () => {
    const { value } = await run(`
      const list = http.batch([BASE + '/delay/30?n=1', ['POST', BASE + '/post', 'two'], { method: 'GET', url: BASE + '/status/404' }]);
      const named = http.batch({ a: BASE + '/get', b: { url: BASE + '/gzip' } });
      return [Array.isArray(list), list[0].json('args.n'), list[1].json('data'), list[2].status, Object.keys(named), named.b.json('coding')];`);
    expect(value).toEqual([true, '1', 'two', 404, ['a', 'b'], 'gzip']);
  });

  it('runs at most batchPerHost at once to one host', async () => {
    const before = bin.connections();
    await run(`http.batch(Array.from({ length: 9 }, () => BASE + '/delay/20'));`, {
      http: { batchPerHost: 3 },
    });
    expect(bin.connections() - before).toBe(3);
  });

  it('runs async requests side by side and waits for them', async () => {
    const { value, bench: opened } = await run(`
      const ask = (n) => http.asyncRequest('GET', BASE + '/meet/3?n=' + n, null, { timeout: '20s' });
      return Promise.all([1, 2, 3].map(ask)).then((all) => all.map((r) => r.json('args.n')));`);
    expect(value).toEqual(['1', '2', '3']);
    expect(opened.values('http_reqs')).toHaveLength(3);
  });

  it('waits for an async request that nobody awaits', async () => {
    const { bench: opened } = await run(
      `http.asyncRequest('GET', BASE + '/delay/30').then(() => { check(1, { done: true }); });`,
    );
    expect(opened.values('checks')).toEqual([1]);
  });
});

describe('samples', () => {
  it("come nine to an exchange, in k6's order, under the group and with the tags", async () => {
    const { bench: opened } = await run(
      `group('a', () => group('b', () => http.get(BASE + '/get', { tags: { kind: 'x' } })));`,
    );
    const http = opened.samples.slice(0, 9);
    expect(http.map(({ metric }) => metric)).toEqual(ORDER);
    expect(new Set(http.map(({ timeMs }) => timeMs)).size).toBe(1);
    expect(http[0]?.tags).toEqual({
      expected_response: 'true',
      group: '::a::b',
      kind: 'x',
      method: 'GET',
      name: `${bin.url}/get`,
      proto: 'HTTP/1.1',
      scenario: 'default',
      status: '200',
      url: `${bin.url}/get`,
    });
  });

  it('name the URL as the script does', async () => {
    const { bench: opened } = await run(
      `http.get(http.url\`\${BASE}/get?id=\${7}\`); http.get(BASE + '/get', { tags: { name: 'mine' } });`,
    );
    const names = opened.samples
      .filter(({ metric }) => metric === 'http_reqs')
      .map(({ tags }) => [tags.name, tags.url]);
    expect(names).toEqual([
      ['${}/get?id=${}', '${}/get?id=${}'],
      ['mine', 'mine'],
    ]);
  });

  it('follow the response callback', async () => {
    const { bench: opened } = await run(`
      http.get(BASE + '/status/404');
      http.get(BASE + '/status/404', { responseCallback: http.expectedStatuses(404, { min: 500, max: 599 }) });
      http.get(BASE + '/get', { responseCallback: null });
      http.setResponseCallback(http.expectedStatuses(201));
      http.get(BASE + '/get');`);
    expect(opened.values('http_req_failed')).toEqual([1, 0, 1]);
    expect(opened.values('http_reqs')).toHaveLength(4);
    const bare = opened.samples.filter(({ metric }) => metric === 'http_reqs')[2];
    expect(bare?.tags).not.toHaveProperty('expected_response');
  });

  it('time the parts of an exchange', async () => {
    const { bench: opened } = await run(`http.get(BASE + '/drip/80'); http.get(BASE + '/delay/60');`);
    const [dripped, delayed] = [0, 1].map((index) =>
      Object.fromEntries(ORDER.map((metric) => [metric, opened.values(metric)[index] ?? Number.NaN])),
    ) as [Record<string, number>, Record<string, number>];
    expect(dripped.http_req_receiving).toBeGreaterThan(75);
    expect(dripped.http_req_waiting).toBeLessThan(60);
    expect(delayed.http_req_waiting).toBeGreaterThan(55);
    expect(delayed.http_req_receiving).toBeLessThan(30);
    expect(dripped.http_req_connecting).toBeGreaterThan(0);
    expect(dripped.http_req_blocked).toBeGreaterThanOrEqual(dripped.http_req_connecting ?? 0);
    expect(delayed.http_req_connecting).toBe(0);
    const sum = ['sending', 'waiting', 'receiving'].reduce(
      (total, part) => total + (delayed[`http_req_${part}`] ?? 0),
      0,
    );
    expect(delayed.http_req_duration).toBeCloseTo(sum, 6);
  });
});

describe('cookies and connections', () => {
  it('keeps cookies within an iteration and forgets them after it', async () => {
    const { value, bench: opened } = await run(`
      const before = http.get(BASE + '/cookies').json('cookies');
      http.get(BASE + '/cookies/set?a=1&b=2');
      return [before, http.get(BASE + '/cookies').json('cookies')];`);
    expect(value).toEqual([{}, { a: '1', b: '2' }]);
    expect((await opened.iterate()).end).toMatchObject({ value: JSON.stringify(value) });
  });

  it('keeps them for good with noCookiesReset', async () => {
    const { bench: opened } = await run(
      `const had = http.get(BASE + '/cookies').json('cookies.a'); http.get(BASE + '/cookies/set?a=1'); return had;`,
      { http: { noCookiesReset: true } },
    );
    expect((await opened.iterate()).end).toMatchObject({ value: '"1"' });
  });

  it('lets a script work with jars', async () => {
    const { value } = await run(`
      const jar = http.cookieJar();
      jar.set(BASE, 'mine', 'x', { path: '/' });
      const own = new http.CookieJar();
      own.set(BASE, 'other', 'y');
      http.get(BASE + '/cookies/set?seen=1');
      const listed = jar.cookiesForURL(BASE + '/cookies');
      const sent = http.get(BASE + '/cookies', { cookies: { mine: { value: 'z', replace: true }, extra: 'e' } }).json('cookies');
      const elsewhere = http.get(BASE + '/cookies', { jar: own }).json('cookies');
      jar.delete(BASE, 'mine');
      const after = jar.cookiesForURL(BASE);
      jar.clear(BASE);
      return [listed, sent, elsewhere, after, jar.cookiesForURL(BASE)];`);
    expect(value).toEqual([
      { mine: ['x'], seen: ['1'] },
      { seen: '1', mine: 'z', extra: 'e' },
      { other: 'y' },
      { seen: ['1'] },
      {},
    ]);
  });

  it('shows the cookies of a response', async () => {
    const { value } = await run(`return http.get(BASE + '/cookies/set?a=1', { redirects: 0 }).cookies.a[0];`);
    expect(value).toMatchObject({ name: 'a', value: '1', path: '/', http_only: false });
  });

  it.each([
    ['reuses a connection across iterations', {}, 1],
    ['opens one per request with noConnectionReuse', { noConnectionReuse: true }, 4],
    ['opens one per iteration with noVUConnectionReuse', { noVUConnectionReuse: true }, 2],
  ])('%s', async (_, http, expected) => {
    const before = bin.connections();
    const { bench: opened } = await run(`http.get(BASE + '/get'); http.get(BASE + '/get');`, { http });
    await opened.iterate();
    expect(bin.connections() - before).toBe(expected);
  });

  it('counts traffic with headers, and goes where options.hosts says', async () => {
    const { port } = new URL(bin.url);
    const opened = await openBench(
      `import http from 'k6/http'; export default () => http.get('http://shop.test/get').status;`,
      { http: { hosts: { 'shop.test': `127.0.0.1:${port}` } } },
    );
    bench = opened;
    const { end, traffic } = await opened.iterate(aCall());
    expect(end).toEqual({ kind: 'returned', value: '200' });
    expect(traffic.dataSent).toBeGreaterThan(60);
    expect(traffic.dataReceived).toBeGreaterThan(150);
  });
});
