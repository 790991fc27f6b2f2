import type { Report } from '../model/report.ts';
import { markdownBullets } from './markdown-escape.ts';
import { decisionFacts, environmentFacts, roundFact } from './report-facts.ts';

export interface DetailsOptions {
  /** Facts in each group; the rest is counted. */
  readonly maxItems: number;
  /** Whether the PNGs lie beside the report, so that it can show them. */
  readonly chartsBeside: boolean;
}

/** What few readers need, out of the way of the others. */
export function markdownDetails(report: Report, { maxItems, chartsBeside }: DetailsOptions): string {
  const groups = [
    ['How this was decided', [...decisionFacts(report), ...report.rounds.map(roundFact)]],
    ['Environment', environmentFacts(report)],
    ['Thresholds', report.thresholds.map(thresholdFact)],
    ['Notices', report.notices.map(({ text }) => text)],
  ] as const;
  const parts = groups
    .filter(([, facts]) => facts.length > 0)
    .map(([heading, facts]) => `**${heading}**\n\n${markdownBullets(limited(facts, maxItems))}`);
  const charts = chartsBeside ? chartImages(report) : [];
  const summary = '<summary>How this was decided, environment, thresholds</summary>';
  return [`<details>${summary}`, ...parts, ...charts, '</details>'].join('\n\n');
}

function thresholdFact({ metric, expression, ok }: Report['thresholds'][number]): string {
  return `${ok ? '✓ met' : '✗ crossed'}: ${metric} ${expression}`;
}

function limited(facts: readonly string[], max: number): readonly string[] {
  return facts.length <= max ? facts : [...facts.slice(0, max), `and ${facts.length - max} more`];
}

/** Only names that this tool gives its own files. */
function chartImages({ artifacts }: Report): string[] {
  return (['trend', 'latency'] as const).flatMap((kind) => {
    const file = artifacts[kind];
    return file === `${kind}.png` ? [`![${kind} chart](${file})`] : [];
  });
}
