/** What the shop promises, in one place. Thresholds and success criteria of every test are drawn from here. */
export const SLO = {
  /** Milliseconds, of successful requests. */
  p95Ms: 300,
  p99Ms: 800,
  /** Share of requests that may fail. */
  errorRate: 0.01,
  /** Share of checks that must hold. */
  checkRate: 0.99,
};

/** k6 thresholds for the SLO: a run that crosses one is reported as `slo-breached`. */
export function sloThresholds() {
  return {
    'http_req_duration{expected_response:true}': [`p(95)<${SLO.p95Ms}`, `p(99)<${SLO.p99Ms}`],
    http_req_failed: [`rate<${SLO.errorRate}`],
    checks: [`rate>${SLO.checkRate}`],
  };
}
