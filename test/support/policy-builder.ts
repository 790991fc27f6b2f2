import type { GatePolicy, GateRule } from '../../src/model/gate-policy.ts';

export const P95: GateRule = { metric: 'http_req_duration', quantile: 0.95, endpoint: null };

/** The default policy of the command line, with what a test changes. */
export function aPolicy(overrides: Partial<GatePolicy> = {}): GatePolicy {
  return {
    kind: 'sequential',
    evidence: 'normal',
    failThreshold: 0.2,
    warnThreshold: 0.1,
    minAbsoluteDeltaMs: 5,
    confidence: 0.95,
    minRequests: 1000,
    maxErrorRate: 0.01,
    maxRounds: 4,
    rules: [P95],
    ...overrides,
  };
}
