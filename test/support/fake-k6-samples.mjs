/** Points as k6 writes them, of a load that never happened: what `fake-k6.mjs` prints. */

/** Mulberry32: numbers in [0, 1), the same for the same seed. */
function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const METRICS = [
  ['http_reqs', 'counter', 'default'],
  ['http_req_duration', 'trend', 'time'],
  ['http_req_blocked', 'trend', 'time'],
  ['http_req_connecting', 'trend', 'time'],
  ['http_req_tls_handshaking', 'trend', 'time'],
  ['http_req_sending', 'trend', 'time'],
  ['http_req_waiting', 'trend', 'time'],
  ['http_req_receiving', 'trend', 'time'],
  ['http_req_failed', 'rate', 'default'],
  ['iteration_duration', 'trend', 'time'],
  ['iterations', 'counter', 'default'],
  ['checks', 'rate', 'default'],
  ['vus', 'gauge', 'default'],
  ['vus_max', 'gauge', 'default'],
];

export function metricLines() {
  return METRICS.map(([name, type, contains]) =>
    JSON.stringify({
      type: 'Metric',
      data: { name, type, contains, thresholds: [], submetrics: null },
      metric: name,
    }),
  );
}

function point(metric, timeMs, value, tags) {
  const time = `${new Date(timeMs).toISOString().slice(0, -1)}000Z`;
  return JSON.stringify({ metric, type: 'Point', data: { time, value, tags } });
}

/**
 * @param {{seed: number, medianMs: number, sigma: number, jobSigma: number, slowdown: number, errorRate: number}} options
 * @returns a function that gives the lines of one request, finished at a time
 */
export function requestWriter(options) {
  const random = seededRandom(options.seed);
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  // The machine's mood: shared by all requests of a run, which no request-level test can see.
  const level = options.medianMs * options.slowdown * Math.exp(options.jobSigma * gaussian());
  const endpoints = ['/products', '/products/{id}', '/search', '/cart'];
  return (timeMs) => {
    const endpoint = endpoints[Math.floor(random() * endpoints.length)];
    const failed = random() < options.errorRate;
    const duration = Math.round(level * Math.exp(options.sigma * gaussian()) * 1e6) / 1e6;
    const tags = {
      expected_response: String(!failed),
      group: '',
      method: 'GET',
      name: endpoint,
      proto: 'HTTP/1.1',
      scenario: 'default',
      status: failed ? '500' : '200',
      url: `http://shop.test${endpoint}`,
      ...(failed ? { error_code: '1500' } : {}),
      ...options.tags,
    };
    const of = { group: '', scenario: 'default' };
    return [
      point('http_reqs', timeMs, 1, tags),
      point('http_req_duration', timeMs, duration, tags),
      point('http_req_blocked', timeMs, 0.004, tags),
      point('http_req_connecting', timeMs, 0, tags),
      point('http_req_tls_handshaking', timeMs, 0, tags),
      point('http_req_sending', timeMs, 0.02, tags),
      point('http_req_waiting', timeMs, Math.max(0, duration - 0.12), tags),
      point('http_req_receiving', timeMs, 0.1, tags),
      point('http_req_failed', timeMs, failed ? 1 : 0, tags),
      point('checks', timeMs, failed ? 0 : 1, { ...of, check: 'status is 200' }),
      point('iteration_duration', timeMs, duration + 0.3, of),
      point('iterations', timeMs, 1, of),
    ];
  };
}

export function vusLines(timeMs, vus) {
  return [point('vus', timeMs, vus, {}), point('vus_max', timeMs, vus, {})];
}
