import { randomBytes } from 'node:crypto';
import type { EngineSample, HttpSettings, Traffic } from '../vu/vu-backend.ts';
import { contentCodings, encodeBody } from './body-coding.ts';
import { ConnectionPool } from './connection-pool.ts';
import { CookieJars } from './cookie-jars.ts';
import { digestAuthorization } from './digest-auth.ts';
import { type HttpFailure, TIMEOUT } from './error-codes.ts';
import { toAnswer } from './http-answer.ts';
import type { AnsweredCall, HttpCall } from './http-call.ts';
import { runLimited } from './limited.ts';
import { epochMs, monotonicMs } from './monotonic.ts';
import { type HopContext, headerValues, type PerformedHop, performHop } from './perform-hop.ts';
import { badRedirect, nextHop } from './redirects.ts';
import { addressFailure } from './request-address.ts';
import { type CallBody, firstHop, type Hop, refererOf } from './request-hop.ts';
import { refusedAnswer, unsentSamples } from './unsent-request.ts';
import { WebSockets } from './web-sockets.ts';

/** The HTTP side of one VU: connections, cookies, redirects, samples and traffic. */
export class HttpSession {
  readonly jars = new CookieJars(() => epochMs(monotonicMs()));
  private readonly settings: HttpSettings;
  private readonly pool: ConnectionPool;
  private readonly context: HopContext;
  readonly sockets: WebSockets;
  private sent = 0;
  private received = 0;

  constructor(settings: HttpSettings, emit: (samples: readonly EngineSample[]) => void) {
    this.settings = settings;
    this.pool = new ConnectionPool(settings);
    const count = (sent: number, received: number) => {
      this.sent += sent;
      this.received += received;
    };
    this.sockets = new WebSockets({ settings, jars: this.jars, emit, count });
    this.context = {
      settings,
      pool: this.pool,
      jars: this.jars,
      emit,
      count,
    };
  }

  /** To be called at the start of each iteration. */
  begin(): void {
    if (!this.settings.noCookiesReset) this.jars.reset();
    if (this.settings.noVUConnectionReuse) this.pool.closeIdle();
    this.sent = 0;
    this.received = 0;
  }

  /** Bytes since `begin`. */
  traffic(): Traffic {
    return { dataSent: this.sent, dataReceived: this.received };
  }

  /** Ends what is running; its callers get answers with an error. */
  abort(): void {
    this.pool.abortBusy('the call was interrupted');
    this.sockets.abort();
  }

  close(): void {
    this.abort();
    this.pool.closeIdle();
  }

  /**
   * Performs a request and follows its redirects. Network errors are answers.
   * @throws Error for a `compression` that this engine does not know.
   */
  async send(call: HttpCall, body: CallBody): Promise<AnsweredCall> {
    const hop = firstHop(call, body);
    if (hop === null) {
      return this.refuse(call, call.method, call.url, addressFailure(call.url));
    }
    if (call.timeoutMs <= 0) return this.refuse(call, call.method, hop.tagUrl, TIMEOUT);
    const deadline = monotonicMs() + call.timeoutMs;
    return this.follow(call, await compressed(hop, call.compression), deadline);
  }

  /** k6's `batch`: parallel within `batch` and `batchPerHost`. */
  batch(calls: readonly HttpCall[], bodies: readonly CallBody[]): Promise<AnsweredCall[]> {
    return runLimited(
      calls.map((call, index) => ({ call, body: bodies[index] ?? null })),
      ({ call }) => /^https?:\/\/([^/?#]*)/i.exec(call.url)?.[1] ?? '',
      { total: this.settings.batch, perKey: this.settings.batchPerHost },
      ({ call, body }) => this.send(call, body),
    );
  }

  /** A request that cannot be made; it counts as one unless its URL is none at all. */
  private refuse(call: HttpCall, method: string, url: string, failure: HttpFailure): AnsweredCall {
    if (failure.code !== 1020) this.context.emit(unsentSamples(call, method, url, failure));
    return refusedAnswer({ ...call, method, url }, failure);
  }

  private async follow(call: HttpCall, first: Hop, deadline: number): Promise<AnsweredCall> {
    let done = await performHop(this.context, call, first, deadline);
    const answer = call.auth === null ? null : digestAnswer(done);
    if (answer !== null) done = await performHop(this.context, call, answer, deadline);
    for (let left = call.redirects ?? this.settings.maxRedirects; left > 0; left -= 1) {
      const hop = redirected(done);
      const bad = hop === null ? badRedirectOf(done) : null;
      if (bad !== null) return this.refuse(call, bad.method, bad.url, bad.failure);
      if (hop === null) break;
      done = await performHop(this.context, call, hop, deadline);
    }
    return toAnswer(call, done, this.settings);
  }
}

function badRedirectOf({ hop, result, failure }: PerformedHop): ReturnType<typeof badRedirect> {
  const [location] = headerValues(result, 'location');
  return failure === null ? badRedirect(result.status, location, hop.method, hop.url) : null;
}

async function compressed(hop: Hop, compression: string): Promise<Hop> {
  const codings = contentCodings(compression);
  if (codings.length === 0 || hop.body === null) return hop;
  const headers = hop.headers.filter(([name]) => name.toLowerCase() !== 'content-encoding');
  return {
    ...hop,
    body: await encodeBody(hop.body, codings),
    headers: [...headers, ['Content-Encoding', codings.join(', ')]],
  };
}

/** The request once more, with what the server asked for; `null` when it asked for nothing that can be given. */
function digestAnswer({ hop, result, failure }: PerformedHop): Hop | null {
  if (failure !== null || result.status !== 401) return null;
  const { method, url } = hop;
  const request = {
    method,
    uri: `${url.pathname}${url.search}`,
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    clientNonce: randomBytes(8).toString('hex'),
  };
  for (const challenge of headerValues(result, 'www-authenticate')) {
    const authorization = digestAuthorization(challenge, request);
    if (authorization === null) continue;
    const headers = hop.headers.filter(([name]) => name.toLowerCase() !== 'authorization');
    return { ...hop, headers: [...headers, ['Authorization', authorization]] };
  }
  return null;
}

function redirected({ hop, result, failure }: PerformedHop): Hop | null {
  const [location] = headerValues(result, 'location');
  const next = failure === null ? nextHop(result.status, location, hop.method, hop.url) : null;
  if (next === null) return null;
  const leavesTls = hop.url.protocol === 'https:' && next.url.protocol === 'http:';
  return {
    method: next.method,
    url: next.url,
    tagUrl: next.url.href,
    body: next.keepsBody ? hop.body : null,
    headers: hop.headers.filter(
      ([name]) =>
        (next.keepsBody || !/^content-/i.test(name)) &&
        // A `Cookie` header of the script's own is for the first request: the jar follows redirects.
        !/^cookie$/i.test(name) &&
        (next.keepsCredentials || !/^authorization$/i.test(name)),
    ),
    referer: leavesTls ? null : refererOf(hop.url),
    closesConnection: hop.closesConnection,
  };
}
