import { seededRandom } from './seeded-random.ts';

/** `current`: as k6 writes since v0.38. `old`: metric last, `tainted` and `sub` on metric lines, `tags: null`. */
export type NdjsonLayout = 'current' | 'old';

export type Tags = Readonly<Record<string, string>>;

export interface PointSpec {
  readonly metric: string;
  /** RFC 3339; or milliseconds since the epoch, written in UTC with microseconds. */
  readonly time: string | number;
  readonly value: number;
  readonly tags?: Tags | null;
  readonly metadata?: Tags;
}

/** One point line, without its line feed. */
export function pointLine(point: PointSpec, layout: NdjsonLayout = 'current'): string {
  const { metric, value, tags = {}, metadata } = point;
  const time = typeof point.time === 'string' ? point.time : rfc3339(point.time);
  const data = { time, value, tags, ...(metadata === undefined ? {} : { metadata }) };
  return layout === 'current'
    ? JSON.stringify({ metric, type: 'Point', data })
    : JSON.stringify({ type: 'Point', data, metric });
}

/** A line as `pointLine` makes it, of parts that many lines share: a run writes tens of thousands. */
function pointOfParts(metric: string, value: number, { time, tags, layout }: LineParts): string {
  const data = `{"time":"${time}","value":${JSON.stringify(value)},"tags":${tags}}`;
  return layout === 'current'
    ? `{"metric":"${metric}","type":"Point","data":${data}}`
    : `{"type":"Point","data":${data},"metric":"${metric}"}`;
}

interface LineParts {
  readonly time: string;
  /** As JSON. */
  readonly tags: string;
  readonly layout: NdjsonLayout;
}

export interface MetricSpec {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'rate' | 'trend';
  readonly contains?: 'default' | 'time' | 'data';
  readonly thresholds?: readonly unknown[];
}

/** The line that k6 writes before a metric's first point. */
export function metricLine(metric: MetricSpec, layout: NdjsonLayout = 'current'): string {
  const { name, type, contains = 'default', thresholds = [] } = metric;
  const data =
    layout === 'current'
      ? { name, type, contains, thresholds, submetrics: null }
      : {
          name,
          type,
          contains,
          tainted: null,
          thresholds,
          submetrics: null,
          sub: { name: '', parent: '', suffix: '', tags: null },
        };
  return JSON.stringify({ type: 'Metric', data, metric: name });
}

export interface RequestSpec {
  /** When it finished, milliseconds since the epoch. */
  readonly timeMs: number;
  readonly durationMs: number;
  readonly tags?: Tags;
}

const REQUEST_PARTS = ['blocked', 'connecting', 'tls_handshaking', 'sending', 'waiting', 'receiving'];

/** The nine points of one HTTP exchange, in k6's order. */
export function requestLines(request: RequestSpec, layout: NdjsonLayout = 'current'): string[] {
  const tags: Tags = { ...REQUEST_TAGS, ...request.tags };
  const parts = { time: rfc3339(request.timeMs), tags: JSON.stringify(tags), layout };
  const point = (metric: string, value: number) => pointOfParts(metric, value, parts);
  return [
    point('http_reqs', 1),
    point('http_req_duration', request.durationMs),
    ...REQUEST_PARTS.map((part) =>
      point(`http_req_${part}`, part === 'waiting' ? request.durationMs : 0.0625),
    ),
    point('http_req_failed', tags.expected_response === 'false' ? 1 : 0),
  ];
}

export const REQUEST_TAGS = {
  expected_response: 'true',
  group: '',
  method: 'GET',
  name: 'http://localhost:8080/products',
  proto: 'HTTP/1.1',
  scenario: 'default',
  status: '200',
  url: 'http://localhost:8080/products',
} as const;

export interface RunSpec {
  readonly requests: number;
  readonly ratePerSecond: number;
  readonly seed: number;
  /** Latency in milliseconds of the request with this index; log-normal with a median of 20 ms by default. */
  readonly latencyMs?: (index: number, random: () => number) => number;
  readonly endpoints?: readonly string[];
  /** Share of requests that answer 500. */
  readonly failureRate?: number;
  readonly startMs?: number;
  readonly layout?: NdjsonLayout;
}

export const DEFAULT_START_MS = Date.UTC(2026, 0, 5, 12, 0, 0);

/** The lines of a whole open-loop run, one iteration for each request, each with its line feed. */
export function* runLines(spec: RunSpec): Generator<string> {
  const { requests, ratePerSecond, seed, startMs = DEFAULT_START_MS, layout = 'current' } = spec;
  const random = seededRandom(seed);
  const latencyMs = spec.latencyMs ?? ((_index, draw) => logNormal(draw, 20, 0.5));
  const endpoints = spec.endpoints ?? ['products', 'search', 'cart'];
  yield* metricLines(layout);
  let second = -1;
  for (let index = 0; index < requests; index++) {
    const beginMs = startMs + (index * 1000) / ratePerSecond;
    const durationMs = Math.round(latencyMs(index, random) * 1e6) / 1e6;
    const failed = random() < (spec.failureRate ?? 0);
    const name = `http://localhost:8080/${endpoints[index % endpoints.length]}`;
    const timeMs = beginMs + durationMs;
    const outcome = failed ? { expected_response: 'false', status: '500', error_code: '1500' } : {};
    const lines = requestLines({ timeMs, durationMs, tags: { ...outcome, name, url: name } }, layout);
    lines.push(...iterationLines(timeMs, durationMs, !failed, layout));
    const elapsed = Math.floor((beginMs - startMs) / 1000);
    if (elapsed > second) lines.push(...gaugeLines(beginMs, layout));
    second = elapsed;
    yield `${lines.join('\n')}\n`;
  }
}

function metricLines(layout: NdjsonLayout): string[] {
  const metrics: MetricSpec[] = [
    { name: 'http_reqs', type: 'counter' },
    { name: 'http_req_duration', type: 'trend', contains: 'time', thresholds: ['p(95)<500'] },
    { name: 'iterations', type: 'counter' },
    { name: 'checks', type: 'rate', thresholds: [{ threshold: 'rate>0.9', abortOnFail: true }] },
    { name: 'vus', type: 'gauge' },
  ];
  return metrics.map((metric) => `${metricLine(metric, layout)}\n`);
}

const ITERATION_TAGS = JSON.stringify({ group: '', scenario: 'default' });
const CHECK_TAGS = JSON.stringify({ check: 'status is 200', group: '', scenario: 'default' });

function iterationLines(timeMs: number, durationMs: number, ok: boolean, layout: NdjsonLayout): string[] {
  const parts = { time: rfc3339(timeMs), tags: ITERATION_TAGS, layout };
  const point = (metric: string, value: number) => pointOfParts(metric, value, parts);
  return [
    pointOfParts('checks', ok ? 1 : 0, { ...parts, tags: CHECK_TAGS }),
    point('data_sent', 120),
    point('data_received', 480),
    point('iteration_duration', durationMs),
    point('iterations', 1),
  ];
}

function gaugeLines(timeMs: number, layout: NdjsonLayout): string[] {
  const tags = layout === 'old' ? null : {};
  return [
    pointLine({ metric: 'vus', time: timeMs, value: 10, tags }, layout),
    pointLine({ metric: 'vus_max', time: timeMs, value: 50, tags }, layout),
  ];
}

/** UTC with microseconds, trailing zeros trimmed as Go does. */
export function rfc3339(timeMs: number): string {
  const whole = Math.floor(timeMs / 1000) * 1000;
  const micros = Math.min(999_999, Math.round((timeMs - whole) * 1000));
  const fraction = `.${String(micros).padStart(6, '0')}`.replace(/\.?0+$/, '');
  return `${new Date(whole).toISOString().slice(0, 19)}${fraction}Z`;
}

/** A log-normal draw (Box and Muller 1958). */
export function logNormal(random: () => number, median: number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return median * Math.exp(sigma * normal);
}
