import { isRecord } from '../lib/json-guard.ts';
import { type Check, list, nullable, number, object, oneOf, text } from '../lib/json-shape.ts';
import type { Finding } from './finding.ts';

const MAX_RESOURCES = 1_000;

const rate = object({
  rate: number(0),
  low: nullable(number()),
  high: nullable(number()),
  confidence: number(0, 1),
});

const stress = object({
  test: oneOf('stress'),
  outcome: text(100),
  objective: object({ p95Ms: number(0), errorRate: number(0, 1) }),
  breakingPoint: nullable(rate),
  requestsPerIteration: number(0),
});

const spike = object({
  test: oneOf('spike'),
  outcome: text(100),
  spike: nullable(
    object({ fromSecond: number(0), toSecond: number(0), baseRate: number(0), peakRate: number(0) }),
  ),
  band: nullable(object({ p95Ms: number(0), upToMs: number(0) })),
  recoverySeconds: nullable(number(0)),
  peakP95Ms: nullable(number(0)),
  backlog: nullable(object({ requests: number(0) })),
});

const drift = object({
  name: text(1_000),
  kind: oneOf('latency', 'memory', 'file-descriptors', 'connections'),
  from: number(),
  change: number(),
  changeAtLeast: number(),
  fromSecond: number(),
  toSecond: number(),
});

const soak = object({
  test: oneOf('soak'),
  outcome: text(100),
  seconds: number(0),
  requests: number(0),
  latency: nullable(drift),
  resources: list(drift, MAX_RESOURCES),
});

const byTest = { stress, spike, soak };

/** What a later comparison needs of an earlier finding; the rest is kept as it is. */
export const findingShape = ((value, at) => {
  const test = isRecord(value) ? value.test : undefined;
  const check =
    typeof test === 'string' && Object.hasOwn(byTest, test) ? byTest[test as keyof typeof byTest] : stress;
  return check(value, at);
}) as Check<Finding>;
