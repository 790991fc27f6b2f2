import { formatChange, formatChangeInterval, formatMs, formatMsChange } from '../lib/format-number.ts';
import type { Judgement } from '../model/comparison.ts';
import { headlineRule, type Report } from '../model/report.ts';
import { ruleName } from '../model/rule-name.ts';
import type { VerdictKind } from '../model/verdict.ts';

/** How a verdict is called; symbols never stand without the word. */
export const VERDICT_WORDS: Readonly<Record<VerdictKind, string>> = {
  passed: 'Passed',
  improved: 'Improved',
  warned: 'Warned',
  regressed: 'Regressed',
  'slo-breached': 'SLO breached',
  inconclusive: 'Inconclusive',
  invalid: 'Invalid',
  'not-comparable': 'Not comparable',
  'no-baseline': 'No baseline',
};

/** The rule that made the verdict: the first one that came to it, else the headline rule. */
export function decisiveJudgement({ judgements, verdict }: Report): Judgement | null {
  return judgements.find((judgement) => judgement.verdict === verdict.kind) ?? judgements[0] ?? null;
}

/**
 * The decisive numbers in a few words, `p95 +23 %, 182 → 224 ms`; empty where a number would look like a result
 * and is none.
 */
export function verdictFigures(report: Report): string {
  const { kind } = report.verdict;
  if (kind === 'invalid' || kind === 'slo-breached') return '';
  const judgement = decisiveJudgement(report);
  const name = ruleName(judgement?.rule ?? headlineRule(report));
  const comparison = judgement?.comparison ?? null;
  if (comparison === null)
    return report.candidate.value === null ? '' : `${name} ${formatMs(report.candidate.value)}`;
  const { baseline, candidate, change, interval } = comparison;
  if (kind === 'inconclusive') return `${name} ${formatChangeInterval(interval.low, interval.high)}`;
  return `${name} ${formatChange(change)}, ${formatMsChange(baseline.value, candidate.value)}`;
}
