import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const BUCKETS = [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1, 2.5];

/**
 * What holds requests up.
 * @typedef {object} ShopState
 * @property {number} waiting requests in the queue
 * @property {number} work times the work of a request with a full cache
 */

const START = Math.round(performance.timeOrigin) / 1000;

/**
 * Counts of the shop in Prometheus' text format.
 * @param {() => ShopState} state
 */
export function makeMetrics(state) {
  /** @type {Map<string, number>} */
  const requests = new Map();
  /** @type {Map<string, { counts: number[], sum: number, count: number }>} */
  const durations = new Map();
  const loopDelay = monitorEventLoopDelay({ resolution: 20 });
  loopDelay.enable();
  let inFlight = 0;
  return {
    started: () => void inFlight++,
    /** @param {string} route @param {number} status @param {number} seconds */
    finished(route, status, seconds) {
      inFlight--;
      const key = `route="${route}",status="${status}"`;
      requests.set(key, (requests.get(key) ?? 0) + 1);
      observe(durations, route, seconds);
    },
    render: () => render(requests, durations, { inFlight, ...state() }, loopDelay.percentile(99) / 1e9),
    stop: () => loopDelay.disable(),
  };
}

/** @param {Map<string, { counts: number[], sum: number, count: number }>} durations @param {string} route @param {number} seconds */
function observe(durations, route, seconds) {
  const histogram = durations.get(route) ?? { counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
  durations.set(route, histogram);
  histogram.sum += seconds;
  histogram.count++;
  BUCKETS.forEach((bound, index) => {
    if (seconds <= bound) histogram.counts[index] = (histogram.counts[index] ?? 0) + 1;
  });
}

/**
 * @param {Map<string, number>} requests
 * @param {Map<string, { counts: number[], sum: number, count: number }>} durations
 * @param {ShopState & { inFlight: number }} state
 * @param {number} loopLagSeconds
 */
function render(requests, durations, { inFlight, waiting, work }, loopLagSeconds) {
  const memory = process.memoryUsage();
  const lines = [
    '# TYPE shop_requests_total counter',
    ...[...requests].map(([labels, count]) => `shop_requests_total{${labels}} ${count}`),
    '# TYPE shop_request_duration_seconds histogram',
  ];
  for (const [route, { counts, sum, count }] of durations) {
    BUCKETS.forEach((bound, index) => {
      lines.push(`shop_request_duration_seconds_bucket{route="${route}",le="${bound}"} ${counts[index]}`);
    });
    lines.push(`shop_request_duration_seconds_bucket{route="${route}",le="+Inf"} ${count}`);
    lines.push(`shop_request_duration_seconds_sum{route="${route}"} ${sum}`);
    lines.push(`shop_request_duration_seconds_count{route="${route}"} ${count}`);
  }
  lines.push('# TYPE shop_requests_in_flight gauge', `shop_requests_in_flight ${inFlight}`);
  lines.push('# TYPE shop_requests_waiting gauge', `shop_requests_waiting ${waiting}`);
  lines.push('# TYPE shop_work_ratio gauge', `shop_work_ratio ${work}`);
  lines.push('# TYPE process_resident_memory_bytes gauge', `process_resident_memory_bytes ${memory.rss}`);
  lines.push(
    '# TYPE process_start_time_seconds gauge',
    `process_start_time_seconds ${START}`,
    ...openFiles(),
  );
  lines.push('# TYPE nodejs_heap_used_bytes gauge', `nodejs_heap_used_bytes ${memory.heapUsed}`);
  lines.push(
    '# TYPE nodejs_eventloop_lag_p99_seconds gauge',
    `nodejs_eventloop_lag_p99_seconds ${loopLagSeconds}`,
  );
  return `${lines.join('\n')}\n`;
}

/** File descriptors, where the system lists them. */
function openFiles() {
  try {
    return ['# TYPE process_open_fds gauge', `process_open_fds ${readdirSync('/proc/self/fd').length}`];
  } catch {
    return [];
  }
}
