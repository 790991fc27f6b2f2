import { formatBytes } from '../lib/format-bytes.ts';
import { formatMs } from '../lib/format-number.ts';
import type { Drift } from './soak-finding.ts';

/** A quantity of a drift in its unit. */
export function amountOf(kind: Drift['kind'], value: number): string {
  if (kind === 'latency') return formatMs(Math.max(0, value));
  return kind === 'memory' ? formatBytes(value) : String(Math.round(value));
}
