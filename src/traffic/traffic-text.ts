import { formatCount, formatPercent, formatShare } from '../lib/format-number.ts';
import { formatRate } from '../lib/format-rate.ts';
import { plainText } from '../lib/plain-text.ts';
import type { TrafficMix } from './traffic-mix.ts';

/** The mix for people: what was read, how much of it, and who asks for what. */
export function trafficText({ lines, rate, routes, other, thinkTime, requestsPerVisit }: TrafficMix): string {
  const { read, byFormat, unreadable, assets } = lines;
  return [
    `${formatCount(read)} lines read (${formatCount(byFormat.combined)} common or combined, ${formatCount(byFormat.json)} JSON), ${formatCount(unreadable)} could not be read, ${formatCount(assets)} are of assets`,
    ...(rate.typicalMinute === null || rate.busiestMinute === null
      ? []
      : [
          `${formatRate(rate.typicalMinute)} requests/s in a typical minute, ${formatRate(rate.busiestMinute)} in the busiest of a hundred`,
        ]),
    ...(thinkTime === null
      ? []
      : [
          `${formatRate(thinkTime.p50)} s between two requests of a client (half within ${formatRate(thinkTime.p25)} and ${formatRate(thinkTime.p75)} s)`,
        ]),
    ...(requestsPerVisit === null ? [] : [`${formatRate(requestsPerVisit)} requests in a visit`]),
    '',
    ...routes.map(
      ({ route, weight, errorRate }) =>
        `${formatPercent(weight).padStart(7)}  ${plainText(route)}${errorRate === 0 ? '' : ` (${formatShare(errorRate)} errors)`}`,
    ),
    ...(other.routes === 0
      ? []
      : [`${formatPercent(other.weight).padStart(7)}  ${formatCount(other.routes)} other routes`]),
    '',
  ].join('\n');
}
