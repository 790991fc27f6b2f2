import { quantileName } from '../lib/format-number.ts';
import type { GateRule } from '../model/gate-policy.ts';

/** `p95`, `p99 of GET /search`, `p95 of checkout_time`. */
export function statisticName({ metric, quantile, endpoint }: GateRule): string {
  const of = [metric === 'http_req_duration' ? null : metric, endpoint].filter((part) => part !== null);
  return [quantileName(quantile), ...of].join(' of ');
}
