import type { ConformanceCase } from '../conformance-case.ts';

const HTTP = "import http from 'k6/http'; import { check } from 'k6';";
const NINE = {
  http_reqs: 1,
  http_req_duration: 1,
  http_req_blocked: 1,
  http_req_connecting: 1,
  http_req_tls_handshaking: 1,
  http_req_sending: 1,
  http_req_waiting: 1,
  http_req_receiving: 1,
  http_req_failed: 1,
};

function http(
  covers: readonly string[],
  title: string,
  body: string,
  more: Partial<ConformanceCase> = {},
): ConformanceCase {
  return {
    covers: covers.map((name) => `k6/http.${name}`),
    title,
    init: HTTP,
    body,
    ...more,
  };
}

const DOCUMENT = {
  a: { b: 1 },
  list: [10, 20, 30],
  items: [
    { n: 1, name: 'one' },
    { n: 2, name: 'two' },
    { n: 3, name: 'three' },
  ],
};

const VERBS = ['post', 'put', 'patch', 'del', 'options'] as const;

/** Module k6/http: requests. */
export const HTTP_CASES: readonly ConformanceCase[] = [
  http(['get'], 'nine samples for each exchange', "http.get(BASE + '/get');", { samples: NINE }),
  http(
    [
      'get',
      'Response.status',
      'Response.status_text',
      'Response.proto',
      'Response.url',
      'Response.error',
      'Response.error_code',
    ],
    'a response says how it went',
    "const r = http.get(BASE + '/get'); return [r.status, r.status_text, r.proto, r.url === BASE + '/get', r.error, r.error_code];",
    { returns: [200, '200 OK', 'HTTP/1.1', true, '', 0] },
  ),
  http(['get'], 'system tags of a request', "http.get(BASE + '/get');", {
    tags: {
      http_reqs: {
        method: 'GET',
        status: '200',
        proto: 'HTTP/1.1',
        expected_response: 'true',
        group: '',
        scenario: 'default',
      },
    },
  }),
  http(['head'], 'HEAD has no body', "const r = http.head(BASE + '/get'); return [r.status, r.body];", {
    tags: { http_reqs: { method: 'HEAD' } },
  }),
  ...VERBS.map((verb) =>
    http([verb], `${verb} sends a body`, `return http.${verb}(BASE + '/anything', 'text').json().data;`, {
      returns: 'text',
      tags: { http_reqs: { method: verb === 'del' ? 'DELETE' : verb.toUpperCase() } },
    }),
  ),
  http(
    ['request'],
    'any method by name',
    "return http.request('post', BASE + '/anything', 'x').json('method');",
    { returns: 'POST' },
  ),
  http(
    ['post'],
    'an object is a form',
    "return http.post(BASE + '/post', { a: 'x y', b: ['1', '2'], c: 3, d: null }).json().data;",
    { returns: 'a=x+y&b=1&b=2&c=3&d=' },
  ),
  http(
    ['post'],
    'the content type of a form, and one of the script',
    "const r = http.post(BASE + '/post', { a: 1 }); const s = http.post(BASE + '/post', '{}', { headers: { 'Content-Type': 'application/json' } }); return [r.json('headers.content-type'), s.json('headers.content-type')];",
    { returns: ['application/x-www-form-urlencoded', 'application/json'] },
  ),
  http(
    ['post'],
    'bytes are sent as they are',
    "return http.post(BASE + '/post', new Uint8Array([65, 66]).buffer).json('data');",
    { returns: 'AB' },
  ),
  http(
    ['file', 'FileData', 'FileData.data', 'FileData.filename', 'FileData.content_type'],
    'a file makes a multipart body',
    "const f = http.file('data', 'a.txt', 'text/plain'); const r = http.post(BASE + '/post', { f, n: 'v' }); const d = r.json('data'); return [f.filename, f.content_type, /^multipart\\/form-data; boundary=/.test(r.json('headers.content-type')), d.includes('name=\"f\"; filename=\"a.txt\"'), d.includes('Content-Type: text/plain\\r\\n\\r\\ndata'), d.includes('name=\"n\"\\r\\n\\r\\nv')];",
    { returns: ['a.txt', 'text/plain', true, true, true, true] },
  ),
  http(
    ['file'],
    'a file has a name and a type of its own',
    "const f = http.file('x'); return [typeof f.filename, f.content_type];",
    { returns: ['string', 'application/octet-stream'] },
  ),
  http(
    ['Params.headers'],
    'headers are sent',
    "return http.get(BASE + '/headers', { headers: { 'X-One': '1', 'User-Agent': 'mine' } }).json().headers['x-one'] + http.get(BASE + '/headers', { headers: { 'User-Agent': 'mine' } }).json().headers['user-agent'];",
    { returns: '1mine' },
  ),
  http(
    ['Params.tags'],
    'tags are on every sample',
    "http.get(BASE + '/get', { tags: { part: 'x', n: 1 } });",
    { tags: { http_req_duration: { part: 'x', n: '1' } } },
  ),
  http(
    ['Params.tags'],
    'a name takes the place of the URL',
    "http.get(BASE + '/get?id=1', { tags: { name: 'one' } });",
    { tags: { http_reqs: { name: 'one', url: 'one' } } },
  ),
  http(
    ['Params.tags'],
    'a system tag says what happened, whatever the script says',
    "http.get(BASE + '/status/404', { tags: { status: '200', method: 'X', expected_response: 'true', url: 'u', own: '1' } });",
    { tags: { http_reqs: { status: '404', method: 'GET', expected_response: 'false', own: '1' } } },
  ),
  http(
    ['Params.tags'],
    'a tag is a text, number or boolean',
    "http.get(BASE + '/get', { tags: { a: {} } });",
    { throws: /tags/ },
  ),
  http(
    ['Params.timeout', 'Response.error_code'],
    'a timeout is a response with an error',
    "const r = http.get(BASE + '/hang', { timeout: '100ms' }); return [r.status, r.error_code, r.error, r.body];",
    { returns: [0, 1050, 'request timeout', null], samples: { http_reqs: 1 } },
  ),
  http(
    ['Params.timeout'],
    'a timeout is a number of milliseconds, too',
    "return http.get(BASE + '/hang', { timeout: 80 }).error_code;",
    { returns: 1050 },
  ),
  http(['Params.timeout'], 'a timeout is a duration', "http.get(BASE + '/get', { timeout: 'soon' });", {
    throws: /timeout/,
  }),
  http(
    ['Params.timeout'],
    'no time at all is over at once',
    "return [0, '0s', -1].map((timeout) => http.get(BASE + '/get', { timeout }).error_code);",
    { returns: [1050, 1050, 1050], samples: { http_reqs: 3 } },
  ),
  http(
    ['Params.redirects', 'Response.url'],
    'redirects are followed, a sample for each',
    "const r = http.get(BASE + '/redirect/3'); return [r.status, r.url === BASE + '/get'];",
    { returns: [200, true], samples: { http_reqs: 4 } },
  ),
  http(
    ['Params.redirects'],
    'redirects can be limited',
    "const r = http.get(BASE + '/redirect/3', { redirects: 1 }); const s = http.get(BASE + '/redirect/3', { redirects: 0 }); return [r.status, s.status, s.headers.Location];",
    { returns: [302, 302, '/redirect/2'], samples: { http_reqs: 3 } },
  ),
  ...[
    [301, 'GET'],
    [302, 'GET'],
    [303, 'GET'],
    [307, 'POST'],
    [308, 'POST'],
  ].map(([status, method]) =>
    http(
      ['Params.redirects'],
      `after a ${status} a POST is a ${method}`,
      `return http.post(BASE + '/redirect-with/${status}', 'x').json('method');`,
      { returns: method },
    ),
  ),
  http(
    ['Params.auth'],
    'user and password of the URL are sent',
    "return http.get(BASE.replace('//', '//user:pass@') + '/basic-auth/user/pass').json();",
    { returns: { authenticated: true }, samples: { http_reqs: 1 } },
  ),
  http(
    ['Params.auth'],
    'they are masked in tags',
    "http.get(BASE.replace('//', '//user:pass@') + '/basic-auth/user/pass');",
    { samples: { http_reqs: 1 } },
  ),
  ...['MD5', 'SHA-256'].map((algorithm) =>
    http(
      ['Params.auth'],
      `digest login with ${algorithm}: a 401, then the request`,
      `return http.get(BASE.replace('//', '//ann:secret@') + '/digest-auth/ann/secret/${algorithm}', { auth: 'digest' }).json();`,
      { returns: { authenticated: true, user: 'ann' }, samples: { http_reqs: 2 } },
    ),
  ),
  http(
    ['Params.auth'],
    'a digest login that fails ends with the 401',
    "return http.get(BASE.replace('//', '//ann:wrong@') + '/digest-auth/ann/secret', { auth: 'digest' }).status;",
    { returns: 401 },
  ),
  http(['Params.auth'], 'ntlm is refused by name', "http.get(BASE + '/get', { auth: 'ntlm' });", {
    throws: /ntlm.*real k6/,
    differs: 'basic and digest; ntlm is refused by name',
  }),
  http(
    ['Params.compression'],
    'a body is compressed',
    "const r = http.post(BASE + '/post', 'hello', { compression: 'gzip' }); return [r.json('data'), r.json('headers.content-encoding')];",
    { returns: ['hello', 'gzip'] },
  ),
  http(
    ['Params.compression'],
    'a compression that there is not is refused',
    "http.post(BASE + '/post', 'hello', { compression: 'lzma' });",
    { throws: /lzma/ },
  ),
  ...['gzip', 'deflate', 'brotli'].map((coding) =>
    http(
      ['Response.body'],
      `a body in ${coding} is decoded`,
      `return http.get(BASE + '/${coding}').json('coding');`,
      { returns: coding === 'brotli' ? 'br' : coding },
    ),
  ),
  http(
    ['Response.error_code'],
    'a body that cannot be decoded has code 1701',
    "return http.get(BASE + '/bad-gzip').error_code;",
    { returns: 1701 },
  ),
  http(
    ['Params.responseType', 'Response.body'],
    'bodies as text, bytes, or not at all',
    "return [typeof http.get(BASE + '/bytes/3').body, http.get(BASE + '/bytes/3', { responseType: 'binary' }).body.byteLength, http.get(BASE + '/bytes/3', { responseType: 'none' }).body];",
    { returns: ['string', 3, null] },
  ),
  http(
    ['Params.responseType'],
    'another type is refused',
    "http.get(BASE + '/get', { responseType: 'xml' });",
    { throws: /responseType/ },
  ),
  http(
    ['Params.responseCallback', 'expectedStatuses', 'expectedStatus'],
    'what is expected can be said for one request',
    "http.get(BASE + '/status/404', { responseCallback: http.expectedStatuses(404, { min: 500, max: 503 }) });",
    { tags: { http_reqs: { expected_response: 'true', status: '404' } } },
  ),
  http(
    ['Params.responseCallback'],
    'null leaves the question out',
    "http.get(BASE + '/status/500', { responseCallback: null });",
    { samples: { http_reqs: 1, http_req_failed: 0 } },
  ),
  http(
    ['setResponseCallback'],
    'what is expected can be said for all that follow',
    "http.setResponseCallback(http.expectedStatuses({ min: 200, max: 599 })); http.get(BASE + '/status/500'); http.setResponseCallback(http.expectedStatuses({ min: 200, max: 399 }));",
    { tags: { http_reqs: { expected_response: 'true' } } },
  ),
  http(
    ['expectedStatuses'],
    'expected statuses are whole numbers or ranges',
    "http.expectedStatuses('200');",
    { throws: /expectedStatuses/ },
  ),
  http(
    ['get'],
    'a status of 400 and above is unexpected, and has a code',
    "return http.get(BASE + '/status/503').error_code;",
    { returns: 1503, tags: { http_reqs: { expected_response: 'false', error_code: '1503' } } },
  ),
  http(
    ['Response.error_code'],
    'a refused connection has code 1212',
    "const r = http.get('http://127.0.0.1:1/'); return [r.status, r.error_code, r.body];",
    { returns: [0, 1212, null], logs: [/^warn Request Failed/] },
  ),
  http(
    ['Response.error_code'],
    'a reset has code 1220',
    "return http.post(BASE + '/reset', 'x').error_code;",
    { returns: 1220 },
  ),
  http(
    ['Response.error_code'],
    'a name that does not resolve has a code of 11xx',
    "return Math.floor(http.get('http://no-such-host.invalid/').error_code / 100);",
    { returns: 11 },
  ),
  http(
    ['Params.throw'],
    'with throw a network error is thrown',
    "http.get('http://127.0.0.1:1/', { throw: true });",
    { throws: /refused/ },
  ),
  http(['get'], 'what is no URL is an error with a code', "return http.get('http://a b/').error_code;", {
    returns: 1020,
    samples: { http_reqs: 0 },
  }),
  http(
    ['get'],
    'a URL without http:// is a request that failed',
    "const r = http.get('undefined/users'); return [r.status, r.error_code];",
    {
      returns: [0, 1000],
      samples: { http_reqs: 1, http_req_failed: 1 },
      tags: { http_req_failed: { status: '0' } },
    },
  ),
  http(
    ['get', 'Response.error_code'],
    'a redirect to another protocol is a request that failed after one that did not',
    "const r = http.get(BASE + '/redirect-to?ftp://files.test/a'); return [r.status, r.error_code, r.url];",
    { returns: [0, 1000, 'ftp://files.test/a'], samples: { http_reqs: 2 } },
  ),
  http(
    ['get', 'Response.error_code'],
    'a redirect to what is no URL fails the request',
    "return ['http://%zz', '/50%'].map((to) => { const r = http.get(BASE + '/redirect-to?' + to); return [r.status, r.error_code]; });",
    {
      returns: [
        [0, 1000],
        [0, 1000],
      ],
      samples: { http_reqs: 2 },
      tags: { http_reqs: { status: '0', error_code: '1000', expected_response: 'false' } },
    },
  ),
  http(
    ['get'],
    'a redirect without an address is an answer',
    "const r = http.get(BASE + '/status/302'); return [r.status, r.error_code];",
    { returns: [302, 0], samples: { http_reqs: 1 } },
  ),
  http(
    ['batch'],
    'a batch of an array answers with an array',
    "return http.batch([BASE + '/get', ['POST', BASE + '/post', 'x'], { method: 'PUT', url: BASE + '/anything', body: 'y' }]).map((r) => r.json('method'));",
    { returns: ['GET', 'POST', 'PUT'], samples: { http_reqs: 3 } },
  ),
  http(
    ['batch'],
    'a batch of an object answers with an object',
    "const r = http.batch({ a: BASE + '/get', b: ['GET', BASE + '/status/404'] }); return [r.a.status, r.b.status];",
    { returns: [200, 404] },
  ),
  http(
    ['batch'],
    'a batch runs in parallel',
    "const ask = ['GET', BASE + '/meet/4', null, { timeout: '20s' }]; return http.batch([ask, ask, ask, ask]).map((r) => r.status);",
    { returns: [200, 200, 200, 200] },
  ),
  http(
    ['batch'],
    'params of a batch are those of a request',
    "http.batch([['GET', BASE + '/get', null, { tags: { part: 'b' } }]]);",
    { tags: { http_reqs: { part: 'b' } } },
  ),
  http(['batch'], 'a batch wants an array or an object', 'http.batch(5);', { throws: /batch/ }),
  http(
    ['asyncRequest'],
    'asynchronous requests run side by side',
    "const rs = await Promise.all([http.asyncRequest('GET', BASE + '/get'), http.asyncRequest('POST', BASE + '/post', 'x')]); return rs.map((r) => r.json('method'));",
    { isAsync: true, returns: ['GET', 'POST'], samples: { http_reqs: 2 } },
  ),
  http(
    ['asyncRequest'],
    'with throw they reject',
    "try { await http.asyncRequest('GET', 'http://127.0.0.1:1/', null, { throw: true }); } catch (e) { return /refused/.test(e.message); }",
    { isAsync: true, returns: true },
  ),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: k6 writes the placeholders so
  http(['url'], 'a template names the request', 'http.get(http.url`${BASE}/get?id=${1}`);', {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as above
    tags: { http_reqs: { name: '${}/get?id=${}', url: '${}/get?id=${}' } },
  }),
  http(
    ['cookieJar', 'CookieJar.set', 'CookieJar.cookiesForURL'],
    'cookies of the jar are sent',
    "const jar = http.cookieJar(); jar.set(BASE, 'a', '1'); jar.set(BASE, 'b', '2', { path: '/nope' }); return [http.get(BASE + '/cookies').json('cookies'), jar.cookiesForURL(BASE)];",
    { returns: [{ a: '1' }, { a: ['1'] }] },
  ),
  http(
    ['CookieJar.clear', 'CookieJar.delete'],
    'cookies can be taken away',
    "const jar = http.cookieJar(); jar.set(BASE, 'a', '1'); jar.set(BASE, 'b', '2'); jar.delete(BASE, 'a'); const one = Object.keys(jar.cookiesForURL(BASE)); jar.clear(BASE); return [one, Object.keys(jar.cookiesForURL(BASE))];",
    { returns: [['b'], []] },
  ),
  http(
    ['Response.cookies', 'cookieJar'],
    'cookies of a response are kept, and seen',
    "const r = http.get(BASE + '/cookies/set?a=1', { redirects: 0 }); return [r.cookies.a[0].value, r.cookies.a[0].path, http.get(BASE + '/cookies').json('cookies')];",
    { returns: ['1', '/', { a: '1' }] },
  ),
  http(
    ['cookieJar'],
    'the jar is empty when an iteration begins',
    "return http.get(BASE + '/cookies').json('cookies');",
    { returns: {} },
  ),
  http(
    ['Params.cookies'],
    'cookies of one request',
    "const jar = http.cookieJar(); jar.set(BASE, 'a', '1'); return http.get(BASE + '/cookies', { cookies: { a: { value: '2', replace: true }, b: '3' } }).json('cookies');",
    { returns: { a: '2', b: '3' } },
  ),
  http(
    ['Params.headers', 'Params.cookies'],
    'a Cookie header of the script goes with the cookies of the jar, and not along with a redirect',
    "http.cookieJar().set(BASE, 'jar', '1'); const headers = { cookie: 'own=2' }; return ['/cookies', '/cookies/set?c=3'].map((path) => http.get(BASE + path, { headers, cookies: { one: '4' } }).json('cookies'));",
    {
      returns: [
        { own: '2', jar: '1', one: '4' },
        { jar: '1', c: '3', one: '4' },
      ],
    },
  ),
  http(
    ['post'],
    'a body of another type is an error',
    "return [5, true, [1], () => 1].map((body) => { try { http.post(BASE + '/post', body); } catch (e) { return /unknown type of request body/.test(e.message); } });",
    { returns: [true, true, true, true], samples: { http_reqs: 0 } },
  ),
  http(
    ['CookieJar', 'Params.jar'],
    'a jar of the script',
    "const jar = new http.CookieJar(); jar.set(BASE, 'own', '1'); return [http.get(BASE + '/cookies', { jar }).json('cookies'), http.get(BASE + '/cookies').json('cookies')];",
    { returns: [{ own: '1' }, {}] },
  ),
  http(
    ['Response.headers'],
    'headers have canonical names',
    "return http.get(BASE + '/get').headers['Content-Type'];",
    { returns: 'application/json' },
  ),
  http(
    ['Response.timings'],
    'timings add up',
    "const t = http.get(BASE + '/delay/20').timings; return [Math.abs(t.duration - t.sending - t.waiting - t.receiving) < 0.001, t.waiting > 15, t.blocked >= t.connecting, t.looking_up];",
    { returns: [true, true, true, 0] },
  ),
  http(
    ['Response.request'],
    'a response knows its request',
    "const { request } = http.post(BASE + '/post', 'x', { headers: { 'X-A': '1' } }); return [request.method, request.url === BASE + '/post', request.body, request.headers['X-A']];",
    { returns: ['POST', true, 'x', ['1']] },
  ),
  http(
    ['Response.remote_ip', 'Response.remote_port', 'Response.tls_version', 'Response.tls_cipher_suite'],
    'who answered',
    "const r = http.get(BASE + '/get'); return [r.remote_ip, r.remote_port > 0, r.tls_version, r.tls_cipher_suite];",
    { returns: ['127.0.0.1', true, '', ''] },
  ),
  http(['Response.json'], 'json parses the body', "return http.post(BASE + '/post', 'x').json().method;", {
    returns: 'POST',
  }),
  ...[
    ['a.b', 1],
    ['list.1', 20],
    ['list.#', 3],
    ['items.#.n', [1, 2, 3]],
    ['items.#(n>1).name', 'two'],
    ['items.#(n>1)#.name', ['two', 'three']],
    ['items.#(name=="three").n', 3],
    ['nope', undefined],
    ['it*.0.n', 1],
  ].map(([path, value]) =>
    http(
      ['Response.json'],
      `json finds ${path}`,
      `return http.post(BASE + '/mirror', JSON.stringify(${JSON.stringify(DOCUMENT)})).json(${JSON.stringify(path)}) ?? null;`,
      { returns: value ?? null },
    ),
  ),
  http(['Response.json'], 'json throws for what is none', "http.get(BASE + '/bytes/3').json();", {
    throws: /no JSON/,
  }),
  http(
    ['Response.json'],
    'json throws without a body',
    "http.get(BASE + '/get', { responseType: 'none' }).json();",
    { throws: /no body/ },
  ),
  http(['get'], 'requests are not made in the init context', '', {
    init: `${HTTP} http.get('http://127.0.0.1:1/');`,
    refuses: /init context/,
  }),
  http(
    ['TLS_1_0', 'TLS_1_1', 'TLS_1_2', 'TLS_1_3', 'SSL_3_0'],
    'names of TLS versions',
    'return [http.TLS_1_0, http.TLS_1_1, http.TLS_1_2, http.TLS_1_3, http.SSL_3_0];',
    { returns: ['tls1.0', 'tls1.1', 'tls1.2', 'tls1.3', 'ssl3.0'] },
  ),
  http(
    [
      'OCSP_STATUS_GOOD',
      'OCSP_STATUS_REVOKED',
      'OCSP_STATUS_SERVER_FAILED',
      'OCSP_STATUS_UNKNOWN',
      'OCSP_REASON_UNSPECIFIED',
      'OCSP_REASON_KEY_COMPROMISE',
      'OCSP_REASON_CA_COMPROMISE',
      'OCSP_REASON_AFFILIATION_CHANGED',
      'OCSP_REASON_SUPERSEDED',
      'OCSP_REASON_CESSATION_OF_OPERATION',
      'OCSP_REASON_CERTIFICATE_HOLD',
      'OCSP_REASON_REMOVE_FROM_CRL',
      'OCSP_REASON_PRIVILEGE_WITHDRAWN',
      'OCSP_REASON_AA_COMPROMISE',
      'Response.ocsp',
    ],
    'names of OCSP',
    "return [http.OCSP_STATUS_GOOD, http.OCSP_REASON_KEY_COMPROMISE, http.get(BASE + '/get').ocsp.status];",
    {
      returns: ['good', 'key_compromise', ''],
      differs: 'the names are there; stapled responses are not read',
    },
  ),
];

/** Pages: Response.html and what follows from it. */
export const PAGE_CASES: readonly ConformanceCase[] = [
  http(
    ['Response.html'],
    'a page',
    "const p = http.get(BASE + '/page').html(); return [p.find('h1').text(), p.find('li').size(), p.find('a.nav').attr('href'), http.get(BASE + '/page').html('h1').attr('class')];",
    { returns: ['Hello', 2, '/get?from=link', 'big'] },
  ),
  http(
    ['Response.submitForm'],
    'a form is sent with its fields',
    "const r = http.get(BASE + '/page').submitForm({ fields: { extra: 'x' } }); return [r.json('method'), r.json('path'), r.json('form')];",
    { returns: ['POST', '/anything/form', { user: 'ann', go: '1', extra: 'x' }], samples: { http_reqs: 2 } },
  ),
  http(
    ['Response.submitForm'],
    'a form of another selector, by GET',
    "return http.get(BASE + '/page').submitForm({ formSelector: '#search' }).json('args');",
    { returns: { q: 'a b' } },
  ),
  http(
    ['Response.submitForm'],
    'a form that is not there',
    "http.get(BASE + '/page').submitForm({ formSelector: '#none' });",
    { throws: /#none/ },
  ),
  http(
    ['Response.clickLink'],
    'a link is followed',
    "return http.get(BASE + '/page').clickLink({ selector: 'a.nav' }).json('args');",
    { returns: { from: 'link' } },
  ),
  http(
    ['Response.clickLink'],
    'params go along',
    "http.get(BASE + '/page').clickLink({ params: { tags: { part: 'x' } } });",
    { samples: { http_reqs: 2 } },
  ),
  http(['Response.clickLink'], 'a link that is not there', "http.get(BASE + '/get').clickLink();", {
    throws: /no element/,
  }),
];
