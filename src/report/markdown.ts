import { formatAge, formatChange, formatMs, formatPercent, shortCommit } from '../lib/format-number.ts';
import type { Report } from '../model/report.ts';
import type { VerdictKind } from '../model/verdict.ts';
import { type ComparisonRow, comparisonRows } from './comparison-rows.ts';
import { commentMarker, markdownName, markdownText } from './markdown-escape.ts';
import { mermaidTrend } from './mermaid-trend.ts';
import { decisionFacts, environmentFacts, loadFact, roundFact } from './report-facts.ts';
import { VERDICT_WORDS, verdictFigures } from './verdict-title.ts';

export interface MarkdownOptions {
  /** Longer reports are rendered again with less in them; GitHub takes 65 536 characters in a comment. */
  readonly maxCharacters?: number;
  /** Whether the PNGs lie beside the report, so that it can show them. */
  readonly chartsBeside?: boolean;
}

const DEFAULT_MAX_CHARACTERS = 60_000;

/** How much a variant of the report tells. */
interface Detail {
  readonly endpoints: number;
  readonly items: number;
  readonly chart: boolean;
  readonly folded: boolean;
  readonly headline: boolean;
}

const VARIANTS: readonly Detail[] = [
  { endpoints: 8, items: 50, chart: true, folded: true, headline: true },
  { endpoints: 5, items: 10, chart: true, folded: true, headline: true },
  { endpoints: 5, items: 5, chart: true, folded: false, headline: true },
  { endpoints: 3, items: 3, chart: false, folded: false, headline: true },
  { endpoints: 0, items: 1, chart: false, folded: false, headline: true },
  { endpoints: 0, items: 0, chart: false, folded: false, headline: true },
  { endpoints: 0, items: 0, chart: false, folded: false, headline: false },
];

/** `report.md` and the comment of a pull request: the fullest variant that has room, never a cut one. */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const room = options.maxCharacters ?? DEFAULT_MAX_CHARACTERS;
  let text = '';
  for (const detail of VARIANTS) {
    text = variant(report, detail, options.chartsBeside === true);
    if (text.length <= room) return text;
  }
  return text;
}

/** One line for a quiet result: `✅ Passed: p95 180 ms, −1 % (±7 %) against a1b2c3d`. */
export function renderMarkdownLine(report: Report): string {
  const { candidate, change, interval, baseline } = report;
  const p95 = candidate.p95 === null ? '' : `: p95 ${formatMs(candidate.p95)}`;
  const reach = interval === null ? '' : ` (±${formatPercent((interval.high - interval.low) / 2)})`;
  const moved = change === null ? '' : `, ${formatChange(change)}${reach}`;
  const against = baseline.commit === null ? '' : ` against ${markdownName(shortCommit(baseline.commit))}`;
  return `${verdictWord(report.verdict.kind)}${p95}${moved}${against}\n`;
}

function variant(report: Report, detail: Detail, chartsBeside: boolean): string {
  const sections = [
    `${commentMarker(report.key)}\n### ${title(report)}`,
    ...(detail.headline ? [markdownText(report.headline)] : []),
    bullets(report.verdict.reasons.slice(1, 1 + detail.items).map(({ text }) => text)),
    detail.headline ? table(report, detail.endpoints) : '',
    detail.chart ? mermaidTrend(report) : '',
    whatNow(report, detail),
    detail.folded ? folded(report, detail, chartsBeside) : '',
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const SYMBOLS: Readonly<Record<VerdictKind, string>> = {
  passed: '✅',
  improved: '✅',
  warned: '⚠️',
  regressed: '❌',
  'slo-breached': '❌',
  inconclusive: '❔',
  invalid: '⛔',
  'not-comparable': '❔',
  'no-baseline': '🆕',
};

function verdictWord(kind: VerdictKind): string {
  return `${SYMBOLS[kind]} ${VERDICT_WORDS[kind]}`;
}

function title(report: Report): string {
  const figures = verdictFigures(report);
  const word = verdictWord(report.verdict.kind);
  return figures === '' ? word : `${word}: ${markdownText(figures)}`;
}

/** Four columns at most, so that a phone need not scroll. */
function table(report: Report, maxEndpoints: number): string {
  if (report.verdict.kind === 'invalid') return '';
  const rows = comparisonRows(report, maxEndpoints);
  if (rows.length === 0) return '';
  const compared = rows.some(({ baseline }) => baseline !== null);
  const heading = compared
    ? ['', baselineHeading(report), candidateHeading(report), 'change']
    : ['', candidateHeading(report), ''];
  const alignment = ['---', ...heading.slice(1).map(() => '--:')];
  const cells = rows.map((row) => (compared ? comparedCells(row) : measuredCells(row)));
  const lines = [heading, alignment, ...cells].map((line) => `| ${line.join(' | ')} |`);
  return [...lines, '', markdownText(loadFact(report))].join('\n');
}

function comparedCells(row: ComparisonRow): string[] {
  const { baseline, change, verdict } = row;
  const mark = verdict === null ? '' : verdictWord(verdict).toLowerCase();
  const [name = '', candidate = ''] = measuredCells(row);
  return [name, baseline ?? '', candidate, [change ?? '', mark].join(' ').trim()];
}

/** Rows that are gated stand out. */
function measuredCells({ name, isEndpoint, candidate, verdict }: ComparisonRow): string[] {
  const label = isEndpoint ? markdownName(name, 32) : markdownText(name);
  if (verdict === null) return [label, candidate ?? '', ''];
  return [`**${label}**`, candidate === null ? '' : `**${candidate}**`, verdictWord(verdict).toLowerCase()];
}

function baselineHeading({ baseline }: Report): string {
  const commit = baseline.commit === null ? '' : ` ${markdownName(shortCommit(baseline.commit))}`;
  return `baseline${commit}${baseline.ageDays === null ? '' : ` (${formatAge(baseline.ageDays)})`}`;
}

function candidateHeading({ commit }: Report): string {
  return commit === null ? 'this job' : `this ${markdownName(shortCommit(commit))}`;
}

function whatNow({ advice }: Report, { items }: Detail): string {
  const shown = advice.slice(0, Math.min(items, 6));
  return shown.length === 0 ? '' : `**What now?**\n\n${bullets(shown)}`;
}

/** What few readers need, out of the way of the others. */
function folded(report: Report, { items }: Detail, chartsBeside: boolean): string {
  const groups = [
    ['How this was decided', [...decisionFacts(report), ...report.rounds.map(roundFact)]],
    ['Environment', environmentFacts(report)],
    ['Thresholds', report.thresholds.map(thresholdFact)],
    ['Notices', report.notices.map(({ text }) => text)],
  ] as const;
  const parts = groups
    .filter(([, facts]) => facts.length > 0)
    .map(([heading, facts]) => `**${heading}**\n\n${bullets(limited(facts, items))}`);
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

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${markdownText(item)}`).join('\n');
}
