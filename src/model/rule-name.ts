import { quantileName } from '../lib/format-number.ts';
import type { GateRule } from './gate-policy.ts';

/** `p95`, `p99 of GET /search`, `p95 of checkout_time`: how a rule is called in sentences. */
export function ruleName({ metric, quantile, endpoint }: GateRule): string {
  const of = [metric === 'http_req_duration' ? null : metric, endpoint].filter((part) => part !== null);
  return [quantileName(quantile), ...of].join(' of ');
}
