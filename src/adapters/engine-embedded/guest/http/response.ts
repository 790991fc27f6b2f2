import type { HttpAnswer, HttpTimings, ResponseCookie } from '../../io/http-call.ts';
import { queryJson } from './json-path.ts';

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
  #parsed: unknown;

  constructor(answer: HttpAnswer, body: string | ArrayBuffer | null, decode: (bytes: ArrayBuffer) => string) {
    const { responseType: _, ...members } = answer;
    Object.assign(this, members);
    this.body = body;
    this.#decode = decode;
  }

  readonly #decode: (bytes: ArrayBuffer) => string;

  /** The body as JSON, or what a path finds in it. @throws Error when the body is no JSON. */
  json(path?: unknown): unknown {
    if (this.body === null)
      throw new Error('response.json(): there is no body; see responseType and discardResponseBodies');
    this.#parsed ??= this.#parse(this.body);
    return path === undefined ? this.#parsed : queryJson(this.#parsed, String(path));
  }

  html(): never {
    throw needsK6('html()');
  }

  submitForm(): never {
    throw needsK6('submitForm()');
  }

  clickLink(): never {
    throw needsK6('clickLink()');
  }

  #parse(body: string | ArrayBuffer): unknown {
    const text = typeof body === 'string' ? body : this.#decode(body);
    try {
      return JSON.parse(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`response.json(): the body of ${this.url} is no JSON: ${reason}`);
    }
  }
}

function needsK6(member: string): Error {
  return new Error(`response.${member} is not available in the embedded engine; it needs real k6`);
}
