/** What is judged: one quantile of one trend metric, of all requests or of one endpoint. */
export interface GateRule {
  /** k6 metric name, `http_req_duration` by default. */
  readonly metric: string;
  /** 0 to 1: 0.95 for p95. */
  readonly quantile: number;
  /** `null`: all requests. */
  readonly endpoint: string | null;
}

/** What is judged where nobody says otherwise, and what every report states. */
export const ALL_REQUESTS_P95: GateRule = { metric: 'http_req_duration', quantile: 0.95, endpoint: null };

/** How a verdict is reached. Ratios: 0.2 is 20 % slower. */
export interface GatePolicy {
  readonly kind: 'sequential' | 'strict';
  readonly evidence: 'normal' | 'strong';
  /** A change above this is a regression. */
  readonly failThreshold: number;
  /** A passed change above this is warned of. */
  readonly warnThreshold: number;
  /** A change of fewer milliseconds than this is never a regression. */
  readonly minAbsoluteDeltaMs: number;
  /** Of the printed interval only. */
  readonly confidence: number;
  /** Fewer requests than this in the measured window make a run invalid. */
  readonly minRequests: number;
  /** Share of failed requests (0 to 1) above which the SLO is breached. */
  readonly maxErrorRate: number;
  /** Looks in all, the screen included. */
  readonly maxRounds: number;
  /** At least one; the first is the headline. */
  readonly rules: readonly [GateRule, ...GateRule[]];
}
