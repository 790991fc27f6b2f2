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

/** Time and tags are put in as they are: the lines of a request share them, and a run has tens of thousands. */
function point(metric, time, value, tags) {
  return `{"metric":"${metric}","type":"Point","data":{"time":"${time}","value":${value},"tags":${tags}}}`;
}

function rfc3339(timeMs) {
  return `${new Date(timeMs).toISOString().slice(0, -1)}000Z`;
}

const ITERATION = JSON.stringify({ group: '', scenario: 'default' });
const CHECK = JSON.stringify({ group: '', scenario: 'default', check: 'status is 200' });

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
    const time = rfc3339(timeMs);
    const tags = JSON.stringify({
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
    });
    return [
      point('http_reqs', time, 1, tags),
      point('http_req_duration', time, duration, tags),
      point('http_req_blocked', time, 0.004, tags),
      point('http_req_connecting', time, 0, tags),
      point('http_req_tls_handshaking', time, 0, tags),
      point('http_req_sending', time, 0.02, tags),
      point('http_req_waiting', time, Math.max(0, duration - 0.12), tags),
      point('http_req_receiving', time, 0.1, tags),
      point('http_req_failed', time, failed ? 1 : 0, tags),
      point('checks', time, failed ? 0 : 1, CHECK),
      point('iteration_duration', time, duration + 0.3, ITERATION),
      point('iterations', time, 1, ITERATION),
    ];
  };
}

export function vusLines(timeMs, vus) {
  const time = rfc3339(timeMs);
  return [point('vus', time, vus, '{}'), point('vus_max', time, vus, '{}')];
}
