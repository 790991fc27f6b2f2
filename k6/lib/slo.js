/** What the shop promises, in one place. Thresholds and success criteria of every test are drawn from here. */
export const SLO = {
  /** Milliseconds, of successful requests. */
  p95Ms: 300,
  p99Ms: 800,
  /** Share of requests that may fail. */
  errorRate: 0.01,
  /** Share of checks that must hold. */
  checkRate: 0.99,
  /** Seconds after a spike of load within which p95 must be what it was before. */
  recoverySeconds: 60,
  /** p95 and what the service holds may rise by this share over a soak test. */
  drift: 0.1,
};

/** k6 thresholds for the SLO: a run that crosses one is reported as `slo-breached`. */
export function sloThresholds() {
  return {
    'http_req_duration{expected_response:true}': [`p(95)<${SLO.p95Ms}`, `p(99)<${SLO.p99Ms}`],
    http_req_failed: [`rate<${SLO.errorRate}`],
    checks: [`rate>${SLO.checkRate}`],
  };
}

/**
 * Ends a stress test once the service is far beyond its breaking point: a tenth of all requests took twice as long as is
 * promised, or a quarter of all failed. By then at least one whole step was over it, which is what the analysis needs.
 */
export function stressLimits() {
  const ends = { abortOnFail: true, delayAbortEval: '20s' };
  return {
    'http_req_duration{expected_response:true}': [{ threshold: `p(90)<${2 * SLO.p95Ms}`, ...ends }],
    http_req_failed: [{ threshold: 'rate<0.25', ...ends }],
  };
}

/** A spike may slow the service down; it must not make most of it fail. */
export function spikeThresholds() {
  return { http_req_failed: ['rate<0.5'] };
}
