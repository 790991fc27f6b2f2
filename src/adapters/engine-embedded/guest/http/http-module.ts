import type { ExpectedStatuses, HttpAnswer, HttpCall } from '../../io/http-call.ts';
import type { CallLoop } from '../call-loop.ts';
import { toBytes } from '../encoding-module.ts';
import type { HostBytes } from '../guest-host.ts';
import { ask, callOf, decodeUtf8, type GuestState, ownBuffer } from '../guest-state.ts';
import { CookieJarHandle } from './cookie-jar-handle.ts';
import { DEFAULT_EXPECTED, expectedOf, expectedStatuses } from './expected-statuses.ts';
import { FileData } from './multipart.ts';
import { type RequestBody, toRequestBody } from './request-body.ts';
import { type NamedUrl, type RequestParams, toHttpCall } from './request-params.ts';
import { Response } from './response.ts';

interface PreparedRequest {
  readonly call: HttpCall;
  readonly body: RequestBody['body'];
  readonly throws: boolean;
}

/** The module `k6/http`. */
export function makeHttpModule(state: GuestState, loop: CallLoop): Record<string, unknown> {
  const requests = new Requests(state, loop);
  const withBody = (method: string) => (url: unknown, body?: unknown, params?: unknown) =>
    requests.send(method, url, body, params);
  return {
    get: (url: unknown, params?: unknown) => requests.send('GET', url, null, params),
    head: (url: unknown, params?: unknown) => requests.send('HEAD', url, null, params),
    post: withBody('POST'),
    put: withBody('PUT'),
    patch: withBody('PATCH'),
    del: withBody('DELETE'),
    options: withBody('OPTIONS'),
    request: (method: unknown, url: unknown, body?: unknown, params?: unknown) =>
      requests.send(String(method).toUpperCase(), url, body, params),
    asyncRequest: (method: unknown, url: unknown, body?: unknown, params?: unknown) =>
      requests.sendLater(String(method).toUpperCase(), url, body, params),
    batch: (entries: unknown) => requests.batch(entries),
    url: nameUrl,
    file: (data: unknown, filename?: unknown, contentType?: unknown) =>
      new FileData(
        toBytes(state, data),
        filename === undefined ? String(Math.round(state.host.now() * 1e6)) : String(filename),
        contentType === undefined ? 'application/octet-stream' : String(contentType),
      ),
    cookieJar: () => {
      callOf(state, 'http.cookieJar()');
      return new CookieJarHandle(state, 0);
    },
    CookieJar: jarClass(state),
    expectedStatuses,
    setResponseCallback: (callback: unknown) => {
      requests.expected = expectedOf(callback);
    },
    TLS_1_0: 'tls1.0',
    TLS_1_1: 'tls1.1',
    TLS_1_2: 'tls1.2',
    TLS_1_3: 'tls1.3',
  };
}

class Requests {
  expected: ExpectedStatuses | null = DEFAULT_EXPECTED;
  private readonly state: GuestState;
  private readonly loop: CallLoop;

  constructor(state: GuestState, loop: CallLoop) {
    this.state = state;
    this.loop = loop;
  }

  send(method: string, url: unknown, body: unknown, params: unknown): Response {
    const request = this.prepare(method, url, body, params);
    const { json, bodies } = ask(this.state, 'http', request.call, [request.body]);
    return this.respond(request, JSON.parse(json), bodies[0] ?? null);
  }

  sendLater(method: string, url: unknown, body: unknown, params: unknown): Promise<Response> {
    const request = this.prepare(method, url, body, params);
    const settle = this.loop.begin();
    return new Promise((resolve, reject) => {
      this.state.host.askLater('http', JSON.stringify(request.call), [request.body], (answer) =>
        settle(() => {
          if (!answer.ok) return reject(new Error(answer.message));
          try {
            resolve(this.respond(request, JSON.parse(answer.json), answer.bodies[0] ?? null));
          } catch (error) {
            reject(error);
          }
        }),
      );
    });
  }

  batch(entries: unknown): unknown {
    if (typeof entries !== 'object' || entries === null)
      throw new TypeError('http.batch() wants an array or an object');
    const requests = Object.entries(entries).map(([key, entry]) => ({ key, ...this.prepareEntry(entry) }));
    const { json, bodies } = ask(
      this.state,
      'batch',
      requests.map(({ call }) => call),
      requests.map(({ body }) => body),
    );
    const answers = JSON.parse(json) as HttpAnswer[];
    const responses = requests.map((request, index): [string, Response] => [
      request.key,
      this.respond(request, answers[index] as HttpAnswer, bodies[index] ?? null),
    ]);
    return Array.isArray(entries) ? responses.map(([, response]) => response) : Object.fromEntries(responses);
  }

  private prepareEntry(entry: unknown): PreparedRequest {
    if (Array.isArray(entry)) {
      const [method, url, body, params] = entry as unknown[];
      return this.prepare(String(method).toUpperCase(), url, body, params);
    }
    if (typeof entry === 'string' || entry instanceof NameUrl) return this.prepare('GET', entry, null, null);
    if (typeof entry !== 'object' || entry === null)
      throw new TypeError('http.batch(): an entry is no request');
    const { method, url, body, params } = entry as Record<string, unknown>;
    return this.prepare(method === undefined ? 'GET' : String(method).toUpperCase(), url, body, params);
  }

  private prepare(method: string, url: unknown, body: unknown, params: unknown): PreparedRequest {
    callOf(this.state, 'making http requests');
    const options = (params ?? {}) as RequestParams;
    const made = toRequestBody(this.state, body);
    const call = toHttpCall(this.state, method, toNamedUrl(url), options, made.contentType, this.expected);
    const throws = options.throw === undefined ? this.state.host.throwsByDefault : options.throw === true;
    return { call, body: made.body, throws };
  }

  private respond(
    { call, throws }: PreparedRequest,
    answer: HttpAnswer,
    body: HostBytes | string | null,
  ): Response {
    const { host } = this.state;
    if (answer.status === 0) {
      if (throws) throw new Error(`${call.method} ${call.url}: ${answer.error}`);
      host.log('warn', `Request Failed: ${call.method} ${call.url}: ${answer.error}`);
    }
    const own = body === null || typeof body === 'string' ? body : ownBuffer(body);
    return new Response(answer, own, (bytes) => decodeUtf8(this.state, bytes));
  }
}

/** What ``http.url`...` `` returns. */
class NameUrl implements NamedUrl {
  readonly url: string;
  readonly name: string;

  constructor(url: string, name: string) {
    this.url = url;
    this.name = name;
  }

  toString(): string {
    return this.url;
  }
}

function nameUrl(parts: readonly string[] | string, ...values: unknown[]): NameUrl {
  if (typeof parts === 'string') return new NameUrl(parts, parts);
  const url = parts
    .map((part, index) => (index === 0 ? part : `${String(values[index - 1])}${part}`))
    .join('');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: k6 writes the placeholders so
  return new NameUrl(url, parts.join('${}'));
}

function toNamedUrl(url: unknown): NamedUrl {
  return url instanceof NameUrl ? url : { url: String(url), name: null };
}

function jarClass(state: GuestState) {
  let lastId = 0;
  const forgotten = new FinalizationRegistry<number>((id) => state.host.dropJar(id));
  return class CookieJar extends CookieJarHandle {
    constructor() {
      lastId += 1;
      super(state, lastId);
      forgotten.register(this, lastId);
    }
  };
}
