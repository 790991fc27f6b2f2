import { isRecord } from '../lib/json-guard.ts';
import type { Report, RoundSummary } from '../model/report.ts';
import type { RunEnd } from '../model/run.ts';
import { type ReadLimits, readBySchema } from './read-by-schema.ts';
import type { ReportDocument } from './report-document.ts';
import { REPORT_SCHEMA } from './report-schema.ts';

export type ReportReading =
  | { readonly kind: 'read'; readonly report: Report }
  /** All that is wrong with it, the first twenty problems. */
  | { readonly kind: 'refused'; readonly problems: readonly [string, ...string[]] };

const LIMITS: ReadLimits = { maxText: 4_000, maxItems: 10_000, maxProblems: 20 };

/**
 * A `report.json` from outside as a report, or everything that is wrong with it. Strict: held against the published
 * schema and bounded in every size, and nothing comes through that the schema does not name. What it says is
 * still only what its writer says: render it as data. The series of the latency chart are not part of the file.
 */
export function readReport(document: unknown): ReportReading {
  const { value, problems } = readBySchema(REPORT_SCHEMA, document, 'report', LIMITS);
  const [first, ...others] = problems;
  if (first !== undefined) return { kind: 'refused', problems: [first, ...others] };
  // The schema is the shape of ReportDocument for machines; test/unit/report/report-schema.test.ts holds them together.
  return { kind: 'read', report: reportOf(value as ReportDocument) };
}

function reportOf(document: ReportDocument): Report {
  const { verdict, reasons, engine, environment, metric, quantile, endpoint, ...rest } = document;
  const { machine, ...comparability } = environment;
  const { unit: _unit, tolerance: _tolerance, floorMs: _floor, ...shared } = rest;
  const [first, ...rules] = document.policy.rules;
  return {
    ...shared,
    policy: { ...document.policy, rules: [first ?? { metric, quantile, endpoint }, ...rules] },
    verdict: { kind: verdict, reasons },
    rounds: document.rounds.map(withKnownEnd),
    environment: { engine, machine, comparability },
    latency: { baseline: null, candidate: null },
  };
}

/** The schema says of an end only its kind and what may come with it. */
function withKnownEnd(round: RoundSummary): RoundSummary {
  return { ...round, end: endOf(round.end) };
}

function endOf(end: unknown): RunEnd {
  const { kind, message, code, hint, afterMs, signal } = isRecord(end) ? end : {};
  switch (kind) {
    case 'finished':
    case 'thresholds-crossed':
      return { kind };
    case 'marked-failed':
      return { kind, message: textOr(message, 'no reason given') };
    case 'timed-out':
      return { kind, afterMs: typeof afterMs === 'number' ? afterMs : 0 };
    case 'interrupted':
      return { kind, signal: textOr(signal, 'unknown') };
    default:
      return {
        kind: 'failed',
        code: textOr(code, 'unknown'),
        message: textOr(message, 'no reason given'),
        hint: typeof hint === 'string' ? hint : null,
      };
  }
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
