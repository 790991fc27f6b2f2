import { formatChange, formatMs, formatPercent, shortCommit } from '../lib/format-number.ts';
import { shortenMiddle } from '../lib/plain-text.ts';
import { headlineRule, type Report } from '../model/report.ts';
import { ruleName } from '../model/rule-name.ts';
import { markdownDetails } from './markdown-details.ts';
import { commentMarker, markdownBullets, markdownName, markdownText } from './markdown-escape.ts';
import { markdownPlaces, NO_LINKS, type ReportLinks } from './markdown-links.ts';
import { markdownTable } from './markdown-table.ts';
import { markdownVerdict } from './markdown-verdict.ts';
import { mermaidTrend } from './mermaid-trend.ts';
import { acceptanceFact } from './report-facts.ts';
import { verdictFigures } from './verdict-title.ts';

export interface MarkdownOptions {
  /** Longer reports are rendered again with less in them; GitHub takes 65 536 characters in a comment. */
  readonly maxCharacters?: number;
  /** Whether the PNGs lie beside the report, so that it can show them. */
  readonly chartsBeside?: boolean;
  /** Addresses that the caller vouches for; without them there is no link at all. */
  readonly links?: ReportLinks;
  /** Named in the title, where several reports stand below each other. */
  readonly leg?: string;
  /** A line of finished Markdown below the title. */
  readonly note?: string;
  /** What happened and what to do, without figures: they stand elsewhere. */
  readonly calm?: boolean;
}

const DEFAULT_MAX_CHARACTERS = 60_000;

/** How much a variant of the report tells. */
interface Detail {
  readonly endpoints: number;
  readonly items: number;
  readonly chart: boolean;
  readonly folded: boolean;
  readonly table: boolean;
  readonly headline: boolean;
}

const VARIANTS: readonly Detail[] = [
  { endpoints: 8, items: 50, chart: true, folded: true, table: true, headline: true },
  { endpoints: 5, items: 10, chart: true, folded: true, table: true, headline: true },
  { endpoints: 5, items: 5, chart: true, folded: false, table: true, headline: true },
  { endpoints: 3, items: 3, chart: false, folded: false, table: true, headline: true },
  { endpoints: 0, items: 1, chart: false, folded: false, table: true, headline: true },
  { endpoints: 0, items: 0, chart: false, folded: false, table: true, headline: true },
  { endpoints: 0, items: 0, chart: false, folded: false, table: false, headline: false },
];

const CALM: Detail = { endpoints: 0, items: 2, chart: false, folded: false, table: false, headline: true };

/** `report.md` and the comment of a pull request: the fullest variant that has room, never a cut one. */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const marker = `${commentMarker(report.key)}\n`;
  const room = options.maxCharacters ?? DEFAULT_MAX_CHARACTERS;
  return marker + renderMarkdownSection(report, { ...options, maxCharacters: room - marker.length });
}

/** The same without the hidden first line: for comments and summaries that hold several. */
export function renderMarkdownSection(report: Report, options: MarkdownOptions = {}): string {
  const room = options.maxCharacters ?? DEFAULT_MAX_CHARACTERS;
  let text = '';
  for (const detail of options.calm === true ? [CALM, ...VARIANTS.slice(-1)] : VARIANTS) {
    text = variant(report, detail, options);
    if (text.length <= room) return text;
  }
  return text;
}

/** One line for a quiet result: `✅ Passed: p95 180 ms, −1 % (±8 %) against a1b2c3d`. */
export function renderMarkdownLine(report: Report): string {
  const { candidate, change, interval, baseline, verdict } = report;
  const word = markdownVerdict(verdict.kind);
  if (verdict.kind === 'invalid' || candidate.value === null)
    return `${word}: ${markdownText(report.headline)}\n`;
  const reach = interval === null ? '' : ` (±${formatPercent((interval.high - interval.low) / 2)})`;
  const moved = change === null ? '' : `, ${formatChange(change)}${reach}`;
  const against =
    change === null || baseline.commit === null
      ? ''
      : ` against ${markdownName(shortCommit(baseline.commit))}`;
  return `${word}: ${markdownText(ruleName(headlineRule(report)))} ${formatMs(candidate.value)}${moved}${against}\n`;
}

function variant(report: Report, detail: Detail, options: MarkdownOptions): string {
  const { links = NO_LINKS, leg, note = '', chartsBeside = false } = options;
  const sections = [
    `${leg === undefined ? '###' : '####'} ${title(report, leg)}`,
    note,
    ...(detail.headline ? [markdownText(report.headline)] : []),
    accepted(report),
    markdownBullets(report.verdict.reasons.slice(1, 1 + detail.items).map(({ text }) => text)),
    detail.table ? markdownTable(report, detail.endpoints, links) : '',
    detail.chart ? mermaidTrend(report) : '',
    whatNow(report, detail),
    markdownPlaces(links),
    detail.folded ? markdownDetails(report, { maxItems: detail.items, chartsBeside }) : '',
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function title(report: Report, leg: string | undefined): string {
  const figures = verdictFigures(report);
  const name = leg === undefined ? '' : ` (${markdownName(leg)})`;
  const word = `${markdownVerdict(report.verdict.kind)}${name}`;
  const told = figures === '' ? causeOf(report) : figures;
  return `${word}: ${markdownText(told)}`;
}

const MAX_CAUSE = 80;

/** Where there is no figure to show, the cause comes first: `the target did not answer`. */
function causeOf({ verdict }: Report): string {
  const [clause = ''] = verdict.reasons[0].text.split(/[:(]/);
  return shortenMiddle(clause.replace(/\.?\s*$/, ''), MAX_CAUSE);
}

function accepted(report: Report): string {
  const fact = acceptanceFact(report);
  return fact === null ? '' : `**${markdownText(fact)}**`;
}

function whatNow({ advice }: Report, { items }: Detail): string {
  const shown = advice.slice(0, Math.min(items, 6));
  return shown.length === 0 ? '' : `**What now?**\n\n${markdownBullets(shown)}`;
}
