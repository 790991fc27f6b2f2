import { formatMs, formatPercent } from '../../lib/format-number.ts';
import { formatRate } from '../../lib/format-rate.ts';
import type { RateEstimate, StressFinding } from '../../model/stress-finding.ts';

/** The finding in one sentence that says what to conclude. */
export function stressSentence(finding: StressFinding): string {
  const { outcome, lowestRate, highestRate } = finding;
  switch (outcome) {
    case 'broke':
      return broke(finding);
    case 'not-reached':
      return `The service held ${promise(finding)} up to ${perSecond(highestRate)}, the top of the ramp; ${beyond(finding)}.`;
    case 'broke-at-once':
      return `The service broke ${promise(finding)} at ${perSecond(lowestRate)} already, the lightest load of the ramp: ${how(finding)}.`;
    case 'generator-bound':
      return `No breaking point: the load generator gave up before the service did (${finding.cause ?? 'it was saturated'}).`;
    case 'not-measured':
      return `No breaking point: ${finding.cause ?? 'there was too little load'}.`;
  }
}

function broke(finding: StressFinding): string {
  const { breakingPoint, lowestRate } = finding;
  if (breakingPoint === null) return '';
  const times = breakingPoint.rate / lowestRate;
  return `The service breaks at ${perSecond(breakingPoint.rate)} (${interval(breakingPoint, finding)}), ${formatRate(times)} times the lightest load: there ${how(finding)}.`;
}

function interval(
  { low, high, confidence }: RateEstimate,
  { lowestRate, highestRate }: StressFinding,
): string {
  const range =
    low === null
      ? `under ${formatRate(lowestRate)} to ${high === null ? `over ${formatRate(highestRate)}` : formatRate(high)}`
      : `${formatRate(low)} to ${high === null ? `over ${formatRate(highestRate)}` : formatRate(high)}`;
  return `${formatPercent(confidence)} interval ${range}`;
}

function how({ brokeFirst, objective, failure }: StressFinding): string {
  if (brokeFirst !== 'errors') return `p95 rises over ${formatMs(objective.p95Ms)}${slo(objective.stated)}`;
  const rate = `more than ${formatPercent(objective.errorRate)} of the requests fail`;
  if (failure === null) return rate;
  const mostly = `${formatPercent(failure.share)} of them with ${failure.name}`;
  return failure.name === 'status 429'
    ? `${rate}, ${mostly}: a rate limiter answers, so this is its limit and not the capacity of the service`
    : `${rate}, ${mostly}`;
}

function slo(stated: boolean): string {
  return stated ? '' : ', ten times what it is at the lightest load';
}

function promise({ objective }: StressFinding): string {
  return `p95 within ${formatMs(objective.p95Ms)}${objective.stated ? '' : ' (ten times the lightest load)'} and errors within ${formatPercent(objective.errorRate)}`;
}

function beyond({ extrapolated }: StressFinding): string {
  if (extrapolated === null) return 'its breaking point lies beyond';
  return `extrapolated, it would break at about ${perSecond(extrapolated.rate)} (${formatRate(extrapolated.low ?? 0)} to ${formatRate(extrapolated.high ?? 0)}), which no load has shown`;
}

function perSecond(rate: number): string {
  return `${formatRate(rate)} requests/s`;
}
