import { parseJson } from '../../lib/json-guard.ts';
import { type Check, count, nullable, number, object, oneOf, ShapeError } from '../../lib/json-shape.ts';
import type { AutoscalingReport, Spread } from '../../model/autoscaling.ts';
import { GateError } from '../../model/gate-error.ts';

const spread: Check<Spread> = object({
  min: nullable(number()),
  median: nullable(number()),
  max: nullable(number()),
  reached: count,
  runs: count,
});

const document = object({
  schemaVersion: oneOf(1),
  source: oneOf('simulated'),
  milestones: object({
    firstReaction: spread,
    desiredReached: spread,
    scaledOut: spread,
    drained: nullable(spread),
    recovered: nullable(spread),
  }),
});

/**
 * The milestones of an `autoscaling.json` that `autoscale simulate` wrote.
 * @throws GateError FORMAT_UNKNOWN
 */
export function readSimulation(text: string, name: string): Pick<AutoscalingReport, 'milestones'> {
  try {
    return document(parseJson(text), 'document');
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new GateError('FORMAT_UNKNOWN', `reading the simulation ${name}: ${error.message}`, {
      fault: 'user',
      hint: 'Give the autoscaling.json that perf-gate autoscale simulate wrote.',
    });
  }
}
