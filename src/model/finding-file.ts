import { parseJson } from '../lib/json-guard.ts';
import { type Check, nullable, number, object, oneOf, ShapeError, text, time } from '../lib/json-shape.ts';
import { FINDING_TESTS, type FindingReport } from './finding.ts';
import { GateError } from './gate-error.ts';

const rate = object({
  rate: number(0),
  low: nullable(number()),
  high: nullable(number()),
  confidence: number(0, 1),
});

/** What a later comparison needs of an earlier finding; the rest is kept as it is. */
const findingShape = object({
  schemaVersion: oneOf(1),
  id: text(200),
  createdAt: time,
  key: text(1000),
  commit: nullable(text(200)),
  finding: object({ test: oneOf(...FINDING_TESTS), outcome: text(100) }, { breakingPoint: nullable(rate) }),
}) as unknown as Check<FindingReport>;

/**
 * A `finding.json`.
 * @throws GateError RESULTS_DAMAGED
 */
export function parseFinding(content: string, path: string): FindingReport {
  try {
    return findingShape(parseJson(content), 'finding.json');
  } catch (cause) {
    if (!(cause instanceof ShapeError)) throw cause;
    throw new GateError('RESULTS_DAMAGED', `reading ${path}: ${cause.message}`, {
      fault: 'user',
      hint: 'Give the finding.json that perf-gate wrote, unchanged; a newer perf-gate may have written it.',
      cause,
    });
  }
}

export function renderFinding(report: FindingReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
