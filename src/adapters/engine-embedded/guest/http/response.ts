import type { HttpTimings, ResponseCookie } from '../../io/http-call.ts';
import { parseHTML } from '../html/html-module.ts';
import type { Selection } from '../html/selection.ts';
import type { AnswerDetail, CommonAnswer } from './answer-text.ts';
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

type LateMember = keyof AnswerDetail | 'ocsp';

const LATE_MEMBERS: readonly LateMember[] = ['headers', 'cookies', 'timings', 'request', 'ocsp'];

/** A response as scripts see it. */
export class Response {
  readonly status: number;
  readonly status_text: string;
  readonly url: string;
  readonly proto: string;
  readonly body: string | ArrayBuffer | null;
  readonly error: string;
  readonly error_code: number;
  readonly remote_ip: string;
  readonly remote_port: number;
  readonly tls_version: string;
  readonly tls_cipher_suite: string;
  declare readonly headers: Readonly<Record<string, string>>;
  declare readonly cookies: Readonly<Record<string, readonly ResponseCookie[]>>;
  declare readonly timings: HttpTimings;
  declare readonly request: AnswerDetail['request'];
  declare readonly ocsp: ReturnType<typeof unstapled>;
  readonly #detail: string;
  readonly #ways: ResponseWays;
  #parsed: unknown;

  /** `detail`: `AnswerDetail` as JSON. */
  constructor(
    common: CommonAnswer,
    url: string,
    body: string | ArrayBuffer | null,
    detail: string,
    ways: ResponseWays,
  ) {
    this.#detail = detail;
    this.#ways = ways;
    this.status = common.status;
    this.status_text = common.status_text;
    this.url = url;
    this.proto = common.proto;
    this.body = body;
    this.error = common.error;
    this.error_code = common.error_code;
    this.remote_ip = common.remote_ip;
    this.remote_port = common.remote_port;
    this.tls_version = common.tls_version;
    this.tls_cipher_suite = common.tls_cipher_suite;
    Object.defineProperties(this, lateProperties);
  }

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

  /** A member that is made when it is first looked at: most scripts look at none of them. */
  static late(name: LateMember): PropertyDescriptor {
    return {
      configurable: true,
      enumerable: true,
      get(this: Response) {
        const members = { ...(JSON.parse(this.#detail) as AnswerDetail), ocsp: unstapled() };
        for (const member of LATE_MEMBERS) {
          // What the script has put in its place stays.
          if (Object.getOwnPropertyDescriptor(this, member)?.get !== undefined)
            own(this, member, members[member]);
        }
        return members[name];
      },
      set(this: Response, value: unknown) {
        own(this, name, value);
      },
    };
  }
}

const lateProperties = Object.fromEntries(LATE_MEMBERS.map((name) => [name, Response.late(name)]));

function own(response: Response, name: LateMember, value: unknown): void {
  Object.defineProperty(response, name, { value, configurable: true, enumerable: true, writable: true });
}

/** `ocsp`: never stapled here. */
function unstapled() {
  return {
    produced_at: 0,
    this_update: 0,
    next_update: 0,
    revoked_at: 0,
    revocation_reason: '',
    status: '',
  };
}
