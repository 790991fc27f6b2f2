import { formatRate } from '../../lib/format-rate.ts';
import type { StressFinding } from '../../model/stress-finding.ts';
import type { ComparedQuantity } from './compared-quantity.ts';

/** Of a breaking point whose interval leaves the ramp. */
const UNKNOWN_ERROR = 0.05;
/** Standard normal quantile of 97.5 %. */
const Z95 = 1.96;

/** The breaking point; a lower one is worse. */
export function stressQuantities({ breakingPoint }: StressFinding): readonly ComparedQuantity[] {
  if (breakingPoint === null || !(breakingPoint.rate > 0)) return [];
  const { rate, low, high } = breakingPoint;
  const known = low !== null && high !== null && low > 0;
  return [
    {
      name: 'breaking point',
      what: 'breaking point (requests/s)',
      worse: 'capacity-lost',
      level: -Math.log(rate),
      error: known ? Math.log(high / low) / (2 * Z95) : UNKNOWN_ERROR,
      limit: null,
      figureOf: (level) => Math.exp(-level),
      changeOf: (level, before) => Math.expm1(before - level),
      show: (value) => `${formatRate(value)} requests/s`,
    },
  ];
}
