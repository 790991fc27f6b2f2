import type { ExpectedStatuses, HttpAnswer, HttpCall } from '../../io/http-call.ts';
import type { CallLoop } from '../call-loop.ts';
import type { HostBytes } from '../guest-host.ts';
import { ask, callOf, decodeUtf8, type GuestState, ownBuffer } from '../guest-state.ts';
import { DEFAULT_EXPECTED } from './expected-statuses.ts';
import { TemplateUrl, toNamedUrl } from './named-url.ts';
import { type RequestBody, toRequestBody } from './request-body.ts';
import { type RequestParams, toHttpCall } from './request-params.ts';
import { Response } from './response.ts';

interface PreparedRequest {
  readonly call: HttpCall;
  readonly body: RequestBody['body'];
  readonly throws: boolean;
}

/** Turns what a script asks for into calls of the host, and answers into responses. */
export class Requests {
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
    if (typeof entry === 'string' || entry instanceof TemplateUrl)
      return this.prepare('GET', entry, null, null);
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
    return new Response(answer, own, {
      decode: (bytes) => decodeUtf8(this.state, bytes),
      send: ({ method, url, body: form, params }) => this.send(method, url, form, params),
    });
  }
}
