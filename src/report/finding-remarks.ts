import type { FindingReport } from '../model/finding.ts';
import { acceptanceFact } from './report-facts.ts';

/** What is told of a finding, one sentence each: what was found, what decided, how it compares, who accepted it. */
export function findingRemarks(report: FindingReport): readonly string[] {
  const { sentence, verdict, comparisons, promotion } = report;
  const accepted = acceptanceFact(report);
  // Of what is not kept nobody was told before they expected it.
  const kept = accepted === null && promotion.kind !== 'promoted' ? [keptFact(report)] : [];
  return [
    ...new Set([
      sentence,
      ...verdict.reasons.map(({ text }) => text),
      ...comparisons.map((comparison) => comparison.sentence),
      ...(accepted === null ? [] : [accepted]),
      ...kept,
    ]),
  ];
}

function keptFact({ promotion }: FindingReport): string {
  return `Later tests are not held against this one: ${promotion.reason}.`;
}
