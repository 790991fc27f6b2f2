import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { makePrometheusSource } from '../../../../src/adapters/prometheus/prometheus-source.ts';
import type { GateError } from '../../../../src/model/gate-error.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

/** A Prometheus that answers as a test wants it to; its address. */
async function double(handle: Handler): Promise<string> {
  const made = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => handle(request, response, body));
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

const QUERY = { query: 'sum(up)', fromMs: 1_000_000, toMs: 1_060_000, stepSeconds: 15 };
const BOUNDS = { timeoutMs: 20_000, maxBytes: 100_000 };
/** For a server that never answers. */
const IMPATIENT = { ...BOUNDS, timeoutMs: 300 };

function says(status: number, body: unknown): Handler {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

function matrix(...result: unknown[]) {
  return { status: 'success', data: { resultType: 'matrix', result } };
}

async function ask(handle: Handler, token: string | null = null, bounds = BOUNDS) {
  return makePrometheusSource({ url: await double(handle), token, bounds }).range(QUERY);
}

async function complaint(handle: Handler, bounds = BOUNDS): Promise<GateError> {
  return ask(handle, null, bounds).then(
    () => Promise.reject(new Error('it was content')),
    (error: GateError) => error,
  );
}

describe('a range query', () => {
  it('is a form, with the token in its header', async () => {
    const seen: { url?: string | undefined; authorization?: string | undefined; body?: string } = {};
    await ask((request, response, body) => {
      Object.assign(seen, { url: request.url, authorization: request.headers.authorization, body });
      says(200, matrix())(request, response, body);
    }, 'secret-token');
    expect(seen).toEqual({
      url: '/api/v1/query_range',
      authorization: 'Bearer secret-token',
      body: 'query=sum%28up%29&start=1000&end=1060&step=15',
    });
  });

  it('has no token when there is none', async () => {
    let authorization: string | undefined = 'unseen';
    await ask((request, response, body) => {
      authorization = request.headers.authorization;
      says(200, matrix())(request, response, body);
    });
    expect(authorization).toBeUndefined();
  });

  it('is answered with series: their labels, times in milliseconds, and values that may be no numbers', async () => {
    const answer = matrix(
      {
        metric: { pod: 'a' },
        values: [
          [1_000, '1.5'],
          [1_015.5, 'NaN'],
          [1_030, '+Inf'],
          [1_045, '-Inf'],
        ],
      },
      { metric: {}, values: [] },
    );
    expect(await ask(says(200, answer))).toEqual([
      {
        labels: { pod: 'a' },
        points: [
          { at: 1_000_000, value: 1.5 },
          { at: 1_015_500, value: Number.NaN },
          { at: 1_030_000, value: Number.POSITIVE_INFINITY },
          { at: 1_045_000, value: Number.NEGATIVE_INFINITY },
        ],
      },
      { labels: {}, points: [] },
    ]);
  });

  it('may have no data', async () => {
    expect(await ask(says(200, matrix()))).toEqual([]);
  });

  it('leaves values out that have another form', async () => {
    const answer = matrix({ metric: null, values: [[1_000, 5], ['x', '1'], null, [1_015, '2']] }, null, 7);
    expect(await ask(says(200, answer))).toEqual([{ labels: {}, points: [{ at: 1_015_000, value: 2 }] }]);
  });
});

describe('a Prometheus that does not answer as it should', () => {
  it.each<readonly [string, Handler, string, RegExp, RegExp]>([
    [
      'a query that it does not understand',
      says(400, { status: 'error', errorType: 'bad_data', error: 'parse error: unexpected )' }),
      'CONFIG_INVALID',
      /HTTP 400, bad_data: parse error: unexpected \)/,
      /Correct the query/,
    ],
    [
      'a query that takes too much',
      says(422, {
        status: 'error',
        errorType: 'execution',
        error: 'query processing would load too many samples',
      }),
      'METRICS_UNREADABLE',
      /HTTP 422, execution: query processing/,
      /shorter time/,
    ],
    ['no rights', says(401, 'Unauthorized'), 'METRICS_UNREADABLE', /HTTP 401/, /PERF_GATE_PROMETHEUS_TOKEN/],
    [
      'a redirect',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/login' }).end(),
      'METRICS_UNREADABLE',
      /HTTP 302/,
      /Redirects are not followed/,
    ],
    ['another address', says(404, '404 page not found'), 'METRICS_UNREADABLE', /HTTP 404/, /without \/graph/],
    [
      '503 with its reason',
      says(503, { status: 'error', errorType: 'unavailable', error: 'TSDB not ready' }),
      'METRICS_UNREADABLE',
      /HTTP 503, unavailable: TSDB not ready/,
      /try again/,
    ],
    ['503 of a proxy', says(503, '<html>no upstream</html>'), 'METRICS_UNREADABLE', /HTTP 503/, /try again/],
    [
      'a page',
      says(200, '<!doctype html><title>Login</title>'),
      'METRICS_UNREADABLE',
      /an answer that begins with "<!doctype html>/,
      /address of a Prometheus/,
    ],
    ['nothing', says(200, ''), 'METRICS_UNREADABLE', /an empty answer/, /address of a Prometheus/],
    [
      'half an answer',
      says(200, '{"status":"success","data":{"resultTy'),
      'METRICS_UNREADABLE',
      /begins with/,
      /address of a Prometheus/,
    ],
    ['other JSON', says(200, { ok: true }), 'METRICS_UNREADABLE', /begins with/, /address of a Prometheus/],
    [
      'a vector',
      says(200, { status: 'success', data: { resultType: 'vector', result: [] } }),
      'METRICS_UNREADABLE',
      /a result of type "vector"/,
      /address of a Prometheus/,
    ],
    [
      'too much',
      (_, response) => void response.writeHead(200).end('x'.repeat(BOUNDS.maxBytes + 1)),
      'METRICS_UNREADABLE',
      /larger than/,
      /reached from here/,
    ],
    ['silence', () => undefined, 'METRICS_UNREADABLE', /no whole answer within 0.3 s/, /reached from here/],
    [
      'an answer that does not end',
      (_, response) => void response.writeHead(200).write('{"status":'),
      'METRICS_UNREADABLE',
      /no whole answer within 0.3 s/,
      /reached from here/,
    ],
    [
      'a connection that breaks',
      (request) => request.socket.destroy(),
      'METRICS_UNREADABLE',
      /expected series, got/,
      /reached from here/,
    ],
  ])('%s', async (_, handle, code, message, hint) => {
    const bounds = String(message).includes('within') ? IMPATIENT : BOUNDS;
    const error = await complaint(handle, bounds);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^asking http:\/\/127\.0\.0\.1:\d+ for "sum\(up\)": /);
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  it('is not there at all', async () => {
    const url = await double(says(200, ''));
    await new Promise((resolve) => server?.close(resolve));
    const asked = makePrometheusSource({ url, token: null, bounds: BOUNDS }).range(QUERY);
    await expect(asked).rejects.toThrow(/nothing listens there/);
  });

  it('never has its token told', async () => {
    const asked = ask(says(500, 'boom'), 'secret-token');
    await expect(asked).rejects.toThrow(/HTTP 500/);
    await asked.catch((error: GateError) => expect(`${error.message} ${error.hint}`).not.toContain('secret'));
  });

  it('has control characters of its messages removed', async () => {
    const error = await complaint(
      says(422, { status: 'error', errorType: 'execution', error: 'a\u001b[31mb\nc' }),
    );
    expect(error.message).toContain('ab c');
  });
});

describe('its address', () => {
  it.each(['', 'prometheus:9090', 'ftp://prometheus', 'not an address'])('%j is none', (url) => {
    expect(() => makePrometheusSource({ url, token: null })).toThrow(/expected an address such as/);
  });

  it('holds no user and password, which are not repeated', () => {
    const make = () => makePrometheusSource({ url: 'http://me:hunter22@prometheus:9090', token: null });
    expect(make).toThrow(/got one for prometheus:9090/);
    expect(make).not.toThrow(/hunter22/);
  });

  it.each([
    ['http://p:9090', 'http://p:9090'],
    ['http://p:9090/', 'http://p:9090'],
    ['https://p/prometheus/', 'https://p/prometheus'],
    ['http://p:9090/api/v1/query_range', 'http://p:9090'],
  ])('%s is shown as %s', (url, shown) => {
    expect(makePrometheusSource({ url, token: null }).description).toBe(shown);
  });
});
