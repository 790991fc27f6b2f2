import { amountOf } from '../../model/drift-amount.ts';
import type { Drift, SoakFinding } from '../../model/soak-finding.ts';
import type { ComparedQuantity } from './compared-quantity.ts';

/** Lines that are compared: latency, and what the service holds. */
const MOST = 10;
/** Student's t of 99 %, one-sided, at the degrees of freedom that a line usually has: what `changeAtLeast` is off by. */
const T99 = 2.6;
const HOUR = 3600;

/** How fast each quantity rises; a faster rise is worse. */
export function soakQuantities({
  latency,
  resources,
  outcome,
  limit,
}: SoakFinding): readonly ComparedQuantity[] {
  if (outcome === 'not-measured') return [];
  const drifts = [...(latency === null ? [] : [latency]), ...resources];
  return drifts.slice(0, MOST).flatMap((drift) => riseOf(drift, limit));
}

function riseOf(drift: Drift, limit: number): ComparedQuantity[] {
  const { name, kind, from, change, changeAtLeast, fromSecond, toSecond } = drift;
  const hours = (toSecond - fromSecond) / HOUR;
  if (!(hours > 0) || !(from > 0)) return [];
  const figureOf = (level: number) => level * from;
  return [
    {
      name: kind === 'latency' ? `rise of ${name}` : `rise of ${kind}: ${name}`,
      what: `rise of ${name} (${UNITS[kind]} an hour)`,
      worse: kind === 'latency' ? 'drift-faster' : 'growth-faster',
      level: change / hours,
      error: Math.max(0, change - changeAtLeast) / (T99 * hours),
      // Over this test, half of what a rise may be at most.
      limit: limit / 2 / hours,
      figureOf,
      // Rises are near nothing, so that their ratio says nothing: told is what more it rises over this test.
      changeOf: (level, before) => (level - before) * hours,
      show: (value) => `${value < 0 ? '−' : ''}${amountOf(kind, Math.abs(value))} an hour`,
    },
  ];
}

const UNITS = {
  latency: 'ms',
  memory: 'bytes',
  'file-descriptors': 'number',
  connections: 'number',
} as const;
