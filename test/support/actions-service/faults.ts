import { jsonReply, type ServiceReply } from './exchange.ts';

/** What goes wrong at an endpoint. */
export type Fault =
  /** Answers this status instead of doing the work. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
    }
  /** Takes the request and never answers. */
  | { readonly kind: 'time-out' }
  /** Closes the connection instead of answering. */
  | { readonly kind: 'reset' }
  /** Does the work, then closes the connection instead of answering. */
  | { readonly kind: 'lost-reply' }
  /** Announces the whole body, sends half of it and closes the connection. */
  | { readonly kind: 'truncated' }
  /** Answers another body: damage that no length gives away. */
  | { readonly kind: 'garbled'; readonly body: string | Buffer }
  /** Answers late. */
  | { readonly kind: 'delay'; readonly ms: number };

interface FaultRule {
  readonly endpoint: string | RegExp;
  readonly fault: Fault;
  left: number;
  toSkip: number;
}

export interface FaultTiming {
  /** Requests that the fault hits; all by default. */
  readonly times?: number;
  /** Requests that go well before it begins; none by default. */
  readonly after?: number;
}

/** Faults by endpoint; the first rule that has hits left wins. */
export class FaultPlan {
  #rules: FaultRule[] = [];

  /** @param endpoint its name, or a pattern that names match */
  add(endpoint: string | RegExp, fault: Fault, timing: FaultTiming = {}): void {
    const { times = Number.POSITIVE_INFINITY, after = 0 } = timing;
    this.#rules.push({ endpoint, fault, left: times, toSkip: after });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault that hits this request, counted as spent. */
  take(endpoint: string): Fault | null {
    for (const rule of this.#rules) {
      if (rule.left <= 0 || !matches(rule.endpoint, endpoint)) continue;
      if (rule.toSkip-- > 0) continue;
      rule.left--;
      return rule.fault;
    }
    return null;
  }
}

/** The body fits all three services: Twirp reads `code` and `msg`, REST reads `message`. */
export function statusReply({
  status,
  message,
  retryAfterSeconds,
}: Extract<Fault, { kind: 'status' }>): ServiceReply {
  const text = message ?? `injected ${status}`;
  const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  const body = { code: 'injected', msg: text, message: text, documentation_url: 'https://docs.github.com' };
  return jsonReply(body, status, headers);
}

function matches(pattern: string | RegExp, endpoint: string): boolean {
  return typeof pattern === 'string' ? pattern === endpoint : pattern.test(endpoint);
}
