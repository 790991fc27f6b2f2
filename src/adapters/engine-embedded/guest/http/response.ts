import type { HttpAnswer, HttpTimings, ResponseCookie } from '../../io/http-call.ts';
import { parseHTML } from '../html/html-module.ts';
import type { Selection } from '../html/selection.ts';
import { queryJson } from './json-path.ts';
import {
  type ClickLinkArguments,
  formRequest,
  linkRequest,
  type PageRequest,
  type SubmitFormArguments,
} from './page-actions.ts';

/** What a response needs of those who made it. */
export interface ResponseWays {
  decode(bytes: ArrayBuffer): string;
  /** Makes a request that the page asks for. */
  send(request: PageRequest): unknown;
}

/** A response as scripts see it. */
export class Response {
  declare readonly status: number;
  declare readonly status_text: string;
  declare readonly url: string;
  declare readonly headers: Readonly<Record<string, string>>;
  declare readonly cookies: Readonly<Record<string, readonly ResponseCookie[]>>;
  declare readonly timings: HttpTimings;
  declare readonly error: string;
  declare readonly error_code: number;
  readonly body: string | ArrayBuffer | null;
  /** Never stapled here. */
  readonly ocsp = {
    produced_at: 0,
    this_update: 0,
    next_update: 0,
    revoked_at: 0,
    revocation_reason: '',
    status: '',
  };
  #parsed: unknown;

  constructor(answer: HttpAnswer, body: string | ArrayBuffer | null, ways: ResponseWays) {
    const { responseType: _, ...members } = answer;
    Object.assign(this, members);
    this.body = body;
    this.#ways = ways;
  }

  readonly #ways: ResponseWays;

  /** The body as JSON, or what a path finds in it. @throws Error when the body is no JSON. */
  json(path?: unknown): unknown {
    this.#parsed ??= this.#parse(this.#text('json()'));
    return path === undefined ? this.#parsed : queryJson(this.#parsed, String(path));
  }

  /** The body as a page, or what a selector finds in it. */
  html(selector?: unknown): Selection {
    const page = parseHTML(this.#text('html()'));
    return selector === undefined ? page : page.find(selector);
  }

  submitForm(how?: SubmitFormArguments): unknown {
    return this.#ways.send(formRequest(this.html(), this.url, how));
  }

  clickLink(how?: ClickLinkArguments): unknown {
    return this.#ways.send(linkRequest(this.html(), this.url, how));
  }

  #text(member: string): string {
    if (this.body === null)
      throw new Error(`response.${member}: there is no body; see responseType and discardResponseBodies`);
    return typeof this.body === 'string' ? this.body : this.#ways.decode(this.body);
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`response.json(): the body of ${this.url} is no JSON: ${reason}`);
    }
  }
}
