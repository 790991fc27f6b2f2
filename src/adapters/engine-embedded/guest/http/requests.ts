import type { ExpectedStatuses } from '../../io/http-call.ts';
import type { CallLoop } from '../call-loop.ts';
import type { HostBytes } from '../guest-host.ts';
import { ask, askText, callOf, decodeUtf8, type GuestState, ownBuffer } from '../guest-state.ts';
import { map, matches, toUpperCase } from '../own-methods.ts';
import { RememberedJson } from '../remembered-json.ts';
import type { CommonAnswer } from './answer-text.ts';
import { DEFAULT_EXPECTED } from './call-text.ts';
import { TemplateUrl } from './named-url.ts';
import { NO_BODY, type RequestBody, toRequestBody } from './request-body.ts';
import { type RequestParams, toCallText } from './request-params.ts';
import { Response, type ResponseWays } from './response.ts';

interface PreparedRequest {
  readonly method: string;
  readonly url: string;
  /** See `callText`. */
  readonly text: string;
  readonly body: RequestBody['body'];
  readonly throws: boolean;
}

/** What a request may leave out. */
const NO_PARAMS: RequestParams = {};

/** Turns what a script asks for into calls of the host, and answers into responses. */
export class Requests {
  expected: ExpectedStatuses | null = DEFAULT_EXPECTED;
  private readonly state: GuestState;
  private readonly loop: CallLoop;
  private readonly answers = new RememberedJson<CommonAnswer>();
  private readonly ways: ResponseWays;

  constructor(state: GuestState, loop: CallLoop) {
    this.state = state;
    this.loop = loop;
    this.ways = {
      decode: (bytes) => decodeUtf8(state, bytes),
      send: ({ method, url, body, params }) => this.send(method, url, body, params),
    };
  }

  send(method: string, url: unknown, body: unknown, params: unknown): Response {
    const request = this.prepare(method, url, body, params);
    const answer = askText(this.state, 'http', request.text, [request.body]);
    return this.respond(request, answer.json, answer.bodies, 0);
  }

  sendLater(method: string, url: unknown, body: unknown, params: unknown): Promise<Response> {
    const request = this.prepare(method, url, body, params);
    const settle = this.loop.begin();
    return new Promise((resolve, reject) => {
      this.state.host.askLater('http', request.text, [request.body], (answer) =>
        settle(() => {
          if (!answer.ok) return reject(new Error(answer.message));
          try {
            resolve(this.respond(request, answer.json, answer.bodies, 0));
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
    const requests = map(Object.entries(entries), ([key, entry]) => ({ key, ...this.prepareEntry(entry) }));
    const { json, bodies } = ask(
      this.state,
      'batch',
      map(requests, ({ text }) => text),
      map(requests, ({ body }) => body),
    );
    const answers = JSON.parse(json) as string[];
    let index = 0;
    const responses = map(requests, (request): [string, Response] => {
      const response = this.respond(request, answers[index] ?? '', bodies, 2 * index);
      index += 1;
      return [request.key, response];
    });
    if (Array.isArray(entries)) return map(responses, ([, response]) => response);
    return Object.fromEntries(responses);
  }

  private prepareEntry(entry: unknown): PreparedRequest {
    if (Array.isArray(entry)) {
      const [method, url, body, params] = entry as unknown[];
      return this.prepare(methodOf(method), url, body, params);
    }
    if (typeof entry === 'string' || entry instanceof TemplateUrl)
      return this.prepare('GET', entry, null, null);
    if (typeof entry !== 'object' || entry === null)
      throw new TypeError('http.batch(): an entry is no request');
    const { method, url, body, params } = entry as Record<string, unknown>;
    return this.prepare(method === undefined ? 'GET' : methodOf(method), url, body, params);
  }

  private prepare(method: string, url: unknown, body: unknown, params: unknown): PreparedRequest {
    callOf(this.state, 'making http requests');
    const options = (params ?? NO_PARAMS) as RequestParams;
    const made = body === null || body === undefined ? NO_BODY : toRequestBody(this.state, body);
    const address = String(url);
    const name = url instanceof TemplateUrl ? url.name : null;
    const text = toCallText(this.state, method, address, name, options, made.contentType, this.expected);
    const throws = options.throw === undefined ? this.state.start.throwsByDefault : options.throw === true;
    return { method, url: address, text, body: made.body, throws };
  }

  /** `bodies` from `at` on: the body, and the detail. */
  private respond(
    { method, url, throws }: PreparedRequest,
    commonJson: string,
    bodies: readonly (HostBytes | string | null)[],
    at: number,
  ): Response {
    const common = this.answers.parse(commonJson);
    if (common.status === 0) {
      if (throws) throw new Error(`${method} ${url}: ${common.error}`);
      this.state.host.log('warn', `Request Failed: ${method} ${url}: ${common.error}`);
    }
    const came = bodies[at] ?? null;
    const body = came === null || typeof came === 'string' ? came : ownBuffer(came);
    const detail = bodies[at + 1] as string;
    return new Response(common, common.url === '' ? url : common.url, body, detail, this.ways);
  }
}

/** A method as it is sent. @throws Error for one that would break the lines of a request, here and on the wire. */
export function methodOf(method: unknown): string {
  const text = toUpperCase(String(method));
  if (matches(/[\r\n]/, text)) throw new Error(`invalid method ${JSON.stringify(text)}`);
  return text;
}
