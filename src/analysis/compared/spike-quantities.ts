import { formatCount } from '../../lib/format-number.ts';
import { formatRate } from '../../lib/format-rate.ts';
import type { SpikeFinding } from '../../model/spike-finding.ts';
import type { ComparedQuantity } from './compared-quantity.ts';

/** Seconds by which two recoveries of the same service differ by chance, however quick both are. */
const LEAST_SECONDS = 5;

/**
 * Time to recover, height and backlog of a spike; none of a service that has not come back.
 * @param growth ratio by which each may grow
 */
export function spikeQuantities(finding: SpikeFinding, growth: number): readonly ComparedQuantity[] {
  const limit = Math.log(1 + growth);
  const { recoverySeconds, peakP95Ms, band, backlog, spike } = finding;
  if (spike === null || band === null) return [];
  return [
    ...(recoverySeconds === null
      ? []
      : [quantity('recovery', 's', 'recovery-longer', recoverySeconds, LEAST_SECONDS, limit)]),
    ...(peakP95Ms === null || !(band.p95Ms > 0)
      ? []
      : [quantity('peak of p95', 'times the usual', 'peak-higher', peakP95Ms / band.p95Ms, 0, limit)]),
    // A second of the usual load is always under way.
    ...(backlog === null
      ? []
      : [
          quantity(
            'backlog',
            'requests',
            'backlog-larger',
            backlog.requests,
            Math.max(1, spike.baseRate),
            limit,
          ),
        ]),
  ];
}

/** @param least added before the logarithm is taken, so that next to nothing is not compared with nothing */
function quantity(
  name: string,
  unit: string,
  worse: string,
  value: number,
  least: number,
  limit: number,
): ComparedQuantity {
  const figureOf = (level: number) => Math.max(0, Math.exp(level) - least);
  return {
    name,
    what: `${name} (${unit})`,
    worse,
    level: Math.log(Math.max(value + least, Number.MIN_VALUE)),
    error: 0,
    limit,
    figureOf,
    changeOf: (level, before) => (figureOf(before) > 0 ? figureOf(level) / figureOf(before) - 1 : null),
    show: (shown) => `${unit === 'requests' ? formatCount(shown) : formatRate(shown)} ${unit}`,
  };
}
