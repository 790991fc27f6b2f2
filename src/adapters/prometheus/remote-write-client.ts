import type { MetricSample } from '../../model/metric-sample.ts';
import { remoteWriteBody } from './remote-write-body.ts';

/** How to prove who one is; from the environment, never from a file or a flag. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string };

export interface RemoteWriteOptions {
  /** `http://host:9090/api/v1/write`. */
  readonly url: string;
  readonly credentials: Credentials;
  readonly timeoutMs?: number;
  /** Pauses before a further try where the server was down or busy. */
  readonly retryDelaysMs?: readonly number[];
  readonly headers?: Readonly<Record<string, string>>;
  /** What to set where the server does not know who one is. */
  readonly loginHint?: string;
  /** Where TLS is to be other than usual. */
  readonly fetch?: typeof fetch;
}

export type PushResult =
  | { readonly kind: 'pushed'; readonly samples: number }
  | { readonly kind: 'failed'; readonly cause: string; readonly hint: string };

const TIMEOUT_MS = 5_000;
const RETRY_DELAYS_MS: readonly number[] = [500, 1_500];
const MAX_ANSWER = 300;

/** Sends samples by remote write. Never throws, and never takes longer than its time-outs and pauses together. */
export async function pushSamples(
  samples: readonly MetricSample[],
  options: RemoteWriteOptions,
): Promise<PushResult> {
  const body = remoteWriteBody(samples);
  const delays = options.retryDelaysMs ?? RETRY_DELAYS_MS;
  for (let attempt = 0; ; attempt++) {
    const answer = await post(body, options);
    if (answer.kind === 'accepted') return { kind: 'pushed', samples: samples.length };
    const delay = delays[attempt];
    if (!answer.again || delay === undefined)
      return { kind: 'failed', cause: answer.cause, hint: answer.hint };
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
}

type Answer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly again: boolean; readonly cause: string; readonly hint: string };

async function post(body: Uint8Array, options: RemoteWriteOptions): Promise<Answer> {
  const { url, credentials, timeoutMs = TIMEOUT_MS, loginHint = LOGIN_HINT } = options;
  const send = options.fetch ?? fetch;
  try {
    const response = await send(url, {
      method: 'POST',
      headers: { ...options.headers, ...PROTOCOL, ...authorization(credentials) },
      body: Buffer.from(body),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    });
    const text = await response.text();
    return response.ok ? { kind: 'accepted' } : refusal(response.status, text, loginHint);
  } catch (error) {
    return unreachable(error, timeoutMs);
  }
}

const PROTOCOL = {
  'Content-Type': 'application/x-protobuf',
  'Content-Encoding': 'snappy',
  'X-Prometheus-Remote-Write-Version': '0.1.0',
};

function authorization(credentials: Credentials): Readonly<Record<string, string>> {
  switch (credentials.kind) {
    case 'none':
      return {};
    case 'bearer':
      return { Authorization: `Bearer ${credentials.token}` };
    case 'basic': {
      const pair = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
      return { Authorization: `Basic ${pair}` };
    }
  }
}

function refusal(status: number, text: string, loginHint: string): Answer {
  const said = text.trim().replace(/\s+/g, ' ').slice(0, MAX_ANSWER);
  const cause = `it answered ${status}${said === '' ? '' : `: ${said}`}`;
  return {
    kind: 'refused',
    again: status === 429 || status >= 500,
    cause,
    hint: status === 401 ? loginHint : (HINTS[status] ?? GENERAL_HINT),
  };
}

const GENERAL_HINT = 'Look at the log of the server; the verdict and the reports do not depend on it.';
const LOGIN_HINT =
  'Set PERF_GATE_PROMETHEUS_BEARER_TOKEN, or PERF_GATE_PROMETHEUS_USERNAME and PERF_GATE_PROMETHEUS_PASSWORD.';
const HINTS: Readonly<Record<number, string>> = {
  403: 'The credentials may not write; ask for the right to write metrics.',
  404: 'Start Prometheus with --web.enable-remote-write-receiver and give the whole address, which ends in /api/v1/write.',
  400: 'Samples must be newer than those that are there; look at the clock of this machine and at the log of the server.',
};

function unreachable(error: unknown, timeoutMs: number): Answer {
  const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const cause = timedOut
    ? `it did not answer within ${timeoutMs / 1000} s`
    : inner instanceof Error
      ? inner.message || inner.name
      : String(inner);
  return {
    kind: 'refused',
    again: true,
    cause,
    hint: 'Is the address right, and can this machine reach it?',
  };
}
