import { parseDuration } from '../../lib/duration.ts';
import type { Signal } from './autoscaler-spec.ts';

/** The part of a query that looks back: `rate(x[1m])`. Subqueries have a colon. */
const RANGE = /\b(?:rate|irate|increase|delta|deriv)\s*\([^[\]]*\[\s*([0-9a-z]+)\s*(?::[^\]]*)?\]/;
const QUEUE_NAME = /queue|lag|backlog|depth|messages|in_?flight|pending|waiting|unacked/i;

/** What a PromQL query sees: a rate over its window, or the work in the system at the last scrape. */
export function signalOfQuery(query: string, rateWindowSeconds: number | null): Signal {
  const stated = parseDuration(RANGE.exec(query)?.[1] ?? '');
  if (stated === null) return { kind: 'backlog', scraped: true };
  return { kind: 'rate', windowSeconds: rateWindowSeconds ?? stated / 1_000 };
}

/** The same for the name of a custom metric, whose query is the adapter's: told by its words. */
export function signalOfName(name: string, rateWindowSeconds: number): Signal {
  return QUEUE_NAME.test(name)
    ? { kind: 'backlog', scraped: true }
    : { kind: 'rate', windowSeconds: rateWindowSeconds };
}
