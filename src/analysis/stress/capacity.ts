import {
  formatChange,
  formatChangeInterval,
  formatNumberOf,
  formatPercent,
} from '../../lib/format-number.ts';
import { formatRate } from '../../lib/format-rate.ts';
import type { FindingComparison } from '../../model/finding.ts';
import type { StressFinding } from '../../model/stress-finding.ts';

/** The breaking point as a level that later tests are held against. */
export interface Capacity {
  readonly rate: number;
  /** Standard error of its logarithm. */
  readonly logError: number;
}

const UNKNOWN_ERROR = 0.05;
/** Standard normal quantile of 97.5 %. */
const Z95 = 1.96;

/** `null` where the ramp has no breaking point. */
export function capacityOf({ breakingPoint }: StressFinding): Capacity | null {
  if (breakingPoint === null) return null;
  const { rate, low, high } = breakingPoint;
  const known = low !== null && high !== null && low > 0;
  return { rate, logError: known ? Math.log(high / low) / (2 * Z95) : UNKNOWN_ERROR };
}

/** What a comparison of capacity says, in one sentence. */
export function capacitySentence(
  { now, before, change, interval, outcome, tests }: Omit<FindingComparison, 'sentence'>,
  limit: number,
  looks: number,
): string {
  const range =
    interval === null ? '' : ` (95 % interval ${formatChangeInterval(interval.low, interval.high)})`;
  const moved = `Capacity is ${formatRate(now)} requests/s, ${formatChange(change)}${range} against ${formatRate(before)} of ${formatNumberOf(tests, 'earlier test')}`;
  const lost = formatPercent(1 - 1 / (1 + limit));
  const ramps = formatNumberOf(looks, 'ramp');
  switch (outcome) {
    case 'regressed':
      return `${moved}: more than ${lost} are lost, ${ramps} agree.`;
    case 'improved':
      return `${moved}: clearly more than before.`;
    case 'inconclusive':
      return `${moved}: too uncertain after ${ramps} to tell a loss of ${lost} from none.`;
    default:
      return `${moved}: no loss of ${lost}.`;
  }
}
