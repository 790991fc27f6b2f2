import { parseJson } from '../lib/json-guard.ts';
import { type Check, nullable, object, oneOf, ShapeError, text, time } from '../lib/json-shape.ts';
import type { FindingReport } from './finding.ts';
import { findingShape } from './finding-shape.ts';
import { GateError } from './gate-error.ts';

/** What a later comparison needs of an earlier report; the rest is kept as it is. */
const reportShape = object({
  schemaVersion: oneOf(1),
  id: text(200),
  createdAt: time,
  key: text(1000),
  commit: nullable(text(200)),
  finding: findingShape,
}) as unknown as Check<FindingReport>;

/**
 * A `finding.json`.
 * @throws GateError RESULTS_DAMAGED
 */
export function parseFinding(content: string, path: string): FindingReport {
  try {
    return reportShape(parseJson(content), 'finding.json');
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
