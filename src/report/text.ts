import { plainText, shortenMiddle } from '../lib/plain-text.ts';
import { isPaired, type Report } from '../model/report.ts';
import type { VerdictKind } from '../model/verdict.ts';
import { type ComparisonRow, comparisonRows } from './comparison-rows.ts';
import {
  acceptanceFact,
  baselineFact,
  environmentFacts,
  loadFact,
  promotionFact,
  roundFact,
} from './report-facts.ts';
import { VERDICT_WORDS, verdictFigures } from './verdict-title.ts';
import { wrapText } from './wrap-text.ts';

export interface TextOptions {
  /** Whether the verdict is coloured by ANSI sequences. */
  readonly colour: boolean;
}

const WIDTH = 80;
const MAX_NAME = 34;
const MAX_ENDPOINTS = 6;

/** The report on a terminal, at most 80 columns: what happened, the decisive numbers, what to do. */
export function renderText(report: Report, { colour }: TextOptions): string {
  const sections = [
    title(report, colour),
    wrapped(report.headline),
    wrapped(acceptanceFact(report) ?? ''),
    table(report),
    context(report),
    list('Also', alsoFacts(report)),
    list('What now?', report.advice),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const SYMBOLS: Readonly<Record<VerdictKind, string>> = {
  passed: '✓',
  improved: '✓',
  warned: '!',
  regressed: '✗',
  'slo-breached': '✗',
  inconclusive: '?',
  invalid: '✗',
  'not-comparable': '?',
  'no-baseline': '·',
};

function title(report: Report, colour: boolean): string {
  const { kind } = report.verdict;
  const word = `${SYMBOLS[kind]} ${VERDICT_WORDS[kind]}`;
  const figures = plainText(verdictFigures(report));
  const line = figures === '' ? word : `${word}: ${shortenMiddle(figures, WIDTH - word.length - 2)}`;
  return colour ? `${COLOURS[kind]}${line}\u001b[0m` : line;
}

const [GREEN, YELLOW, RED] = ['\u001b[1;32m', '\u001b[1;33m', '\u001b[1;31m'];
const COLOURS: Readonly<Record<VerdictKind, string>> = {
  passed: GREEN,
  improved: GREEN,
  warned: YELLOW,
  regressed: RED,
  'slo-breached': RED,
  inconclusive: YELLOW,
  invalid: RED,
  'not-comparable': YELLOW,
  'no-baseline': YELLOW,
};

/** Latencies side by side; nothing for runs that are no measurement. */
function table(report: Report): string {
  if (report.verdict.kind === 'invalid') return '';
  const rows = comparisonRows(report, MAX_ENDPOINTS);
  if (rows.length === 0) return '';
  const compared = rows.some(({ baseline }) => baseline !== null);
  const against = isPaired(report) ? 'base' : 'baseline';
  const heading = compared ? ['', against, 'this job', 'change', ''] : ['', 'this job', ''];
  return aligned([heading, ...rows.map((row) => cells(row, compared))]);
}

function cells({ name, baseline, candidate, change, verdict }: ComparisonRow, compared: boolean): string[] {
  const label = shortenMiddle(plainText(name), MAX_NAME);
  const word = verdict === null ? '' : VERDICT_WORDS[verdict].toLowerCase();
  return compared
    ? [label, baseline ?? '-', candidate ?? '-', change ?? '-', word]
    : [label, candidate ?? '-', word];
}

/** Names and words to the left, the numbers between them to the right. */
function aligned(rows: readonly string[][]): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => lengthOf(row[column] ?? ''))),
  );
  const pad = (cell: string, column: number) => {
    const space = ' '.repeat((widths[column] ?? 0) - lengthOf(cell));
    return column === 0 || column === columns - 1 ? cell + space : space + cell;
  };
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

/** In characters, of which some are two units of a string. */
function lengthOf(text: string): number {
  return [...text].length;
}

function context(report: Report): string {
  if (report.verdict.kind === 'invalid' && report.candidate.requests === 0) return '';
  return [loadFact(report), baselineFact(report), promotionFact(report)].map(wrapped).join('\n');
}

/** Everything that a reader should know beside the decisive reason, each once. */
function alsoFacts(report: Report): readonly string[] {
  const { verdict, rounds, environment, notices } = report;
  const [decisive, ...others] = verdict.reasons.map(({ text }) => text);
  const toldElsewhere = new Set([decisive, ...others]);
  const invalid = rounds.filter(({ invalidBecause }) =>
    invalidBecause.some((why) => !toldElsewhere.has(why)),
  );
  const differs = environment.comparability.differences.length > 0;
  return [
    ...others,
    ...invalid.map(roundFact),
    ...(differs ? environmentFacts(report).slice(-1) : []),
    ...notices.map(({ text }) => text),
  ];
}

function list(heading: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  const lines = items.map((item) => `  - ${wrapText(plainText(item), WIDTH - 4).join('\n    ')}`);
  return [heading, ...lines].join('\n');
}

function wrapped(text: string): string {
  return wrapText(plainText(text), WIDTH).join('\n');
}
