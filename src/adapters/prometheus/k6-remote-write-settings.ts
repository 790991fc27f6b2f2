import { parseDuration } from '../../lib/duration.ts';
import { GateError } from '../../model/gate-error.ts';
import { type TrendFigure, trendFigure } from './live/trend-figure.ts';
import { prometheusTarget } from './prometheus-target.ts';
import type { Credentials, RemoteWriteOptions } from './remote-write-client.ts';
import { type TlsSettings, tlsFetch } from './tls-fetch.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What k6's output `experimental-prometheus-rw` can be told, with k6's defaults. */
export interface K6RemoteWriteSettings {
  readonly target: RemoteWriteOptions;
  readonly pushIntervalMs: number;
  readonly trendFigures: readonly TrendFigure[];
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the series are ended when the test is. */
  readonly staleMarkers: boolean;
}

const PREFIX = 'K6_PROMETHEUS_RW_';
const DEFAULT_URL = 'http://localhost:9090/api/v1/write';
const DEFAULT_INTERVAL = '5s';
const DEFAULT_TREND_STATS = 'p(99)';
const NEEDS_K6: readonly string[] = [
  'CLIENT_CERTIFICATE',
  'CLIENT_CERTIFICATE_KEY',
  'SIGV4_REGION',
  'SIGV4_ACCESS_KEY',
  'SIGV4_SECRET_KEY',
];
const LOGIN_HINT = `Set ${PREFIX}BEARER_TOKEN, or ${PREFIX}USERNAME and ${PREFIX}PASSWORD.`;

/**
 * Reads `K6_PROMETHEUS_RW_*`.
 * @throws GateError USAGE with everything that is wrong or that only k6 has
 */
export function k6RemoteWriteSettings(variables: Variables): K6RemoteWriteSettings {
  const reader = new VariableReader(variables);
  const settings: K6RemoteWriteSettings = {
    target: targetOf(reader),
    pushIntervalMs: reader.read('PUSH_INTERVAL', DEFAULT_INTERVAL, 'a duration such as 5s', positiveDuration),
    trendFigures: reader.read('TREND_STATS', DEFAULT_TREND_STATS, 'such as p(95),p(99),max', figuresOf),
    labels: reader.read('LABELS', '', 'such as team:web,build:7', pairsOf),
    staleMarkers: reader.flag('STALE_MARKERS'),
  };
  for (const name of NEEDS_K6) reader.refuse(name);
  if (reader.flag('TREND_AS_NATIVE_HISTOGRAM')) reader.refuse('TREND_AS_NATIVE_HISTOGRAM');
  reader.throwIfAny();
  return settings;
}

function targetOf(reader: VariableReader): RemoteWriteOptions {
  const url = reader.read(
    'SERVER_URL',
    DEFAULT_URL,
    'an address such as http://host:9090/api/v1/write',
    addressOf,
  );
  const { url: shown, credentials } = prometheusTarget(url, {});
  const tls: TlsSettings = {
    insecureSkipVerify: reader.flag('INSECURE_SKIP_TLS_VERIFY'),
    minVersion: reader.read('TLS_MINIMUM_VERSION', '1.3', '1.2 or 1.3', tlsVersionOf),
  };
  return {
    url: shown,
    credentials: credentials.kind === 'none' ? credentialsOf(reader) : credentials,
    headers: {
      ...reader.read('HEADERS', '', 'such as X-Scope:a,X-Other:b', pairsOf),
      ...reader.read('HTTP_HEADERS', '', 'such as X-Scope:a,X-Other:b', pairsOf),
    },
    loginHint: LOGIN_HINT,
    // The next push says everything that a lost one would have said.
    retryDelaysMs: [],
    ...(shown.startsWith('https:') ? { fetch: tlsFetch(tls) } : {}),
  };
}

function credentialsOf(reader: VariableReader): Credentials {
  const [token, username, password] = ['BEARER_TOKEN', 'USERNAME', 'PASSWORD'].map((name) =>
    reader.text(name),
  );
  if (token) return { kind: 'bearer', token };
  return username ? { kind: 'basic', username, password: password ?? '' } : { kind: 'none' };
}

/** Reads variables and keeps what is wrong with them. */
class VariableReader {
  readonly #variables: Variables;
  readonly #problems: string[] = [];

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  text(name: string): string {
    return this.#variables[PREFIX + name] ?? '';
  }

  /** The value that is set, or the default where it is empty or wrong. */
  read<T>(name: string, byDefault: string, expected: string, parse: (text: string) => T | null): T {
    const text = this.text(name).trim();
    const value = text === '' ? null : parse(text);
    if (text !== '' && value === null) this.#problems.push(`${PREFIX}${name}: expected ${expected}`);
    return value ?? (parse(byDefault) as T);
  }

  flag(name: string): boolean {
    return this.read(name, 'false', 'true or false', (text) => FLAGS[text.toLowerCase()] ?? null);
  }

  refuse(name: string): void {
    if (this.text(name) !== '') this.#problems.push(`${PREFIX}${name}: needs k6 itself`);
  }

  /** Values are not shown: some are secrets. */
  throwIfAny(): void {
    if (this.#problems.length === 0) return;
    const message = `reading the environment for experimental-prometheus-rw: ${this.#problems.join('; ')}`;
    throw new GateError('USAGE', message, { fault: 'user', hint: 'Correct or unset these variables.' });
  }
}

const FLAGS: Readonly<Record<string, boolean>> = { true: true, '1': true, false: false, '0': false };

function addressOf(text: string): string | null {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : null;
}

function positiveDuration(text: string): number | null {
  const ms = parseDuration(text);
  return ms !== null && ms > 0 ? ms : null;
}

function figuresOf(text: string): readonly TrendFigure[] | null {
  const figures = text.split(',').map((name) => trendFigure(name.trim()));
  return figures.every((figure) => figure !== null) ? figures : null;
}

function tlsVersionOf(text: string): TlsSettings['minVersion'] | null {
  return text === '1.2' || text === '1.3' ? `TLSv${text}` : null;
}

/** `a:1,b:2`; `=` is as good as a colon. */
function pairsOf(text: string): Readonly<Record<string, string>> | null {
  if (text === '') return {};
  const pairs = text.split(',').map((pair) => /^\s*([^:=\s]+)\s*[:=]\s*(.*?)\s*$/.exec(pair));
  if (pairs.includes(null)) return null;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']));
}
