import { formatChange, formatMs, formatNumberOf, quantileName } from '../lib/format-number.ts';
import type { GateRule } from '../model/gate-policy.ts';
import { headlineRule, type Report } from '../model/report.ts';
import { ruleName } from '../model/rule-name.ts';
import { VERDICT_KINDS, type VerdictKind } from '../model/verdict.ts';
import { type CommentLeg, type KeptLegs, legsLine, readLegs } from './comment-leg.ts';
import { renderMarkdownLine, renderMarkdownSection } from './markdown.ts';
import { commentMarker, markdownName, markdownText } from './markdown-escape.ts';
import { commitName, markdownPlaces, plainAddress, type ReportLinks } from './markdown-links.ts';
import { markdownVerdict } from './markdown-verdict.ts';
import { decisiveJudgement, VERDICT_WORDS } from './verdict-title.ts';

/** What a comment is written for. */
export interface CommentPlace {
  /** Tells the comments of one pull request apart: `comment-id`. */
  readonly id: string;
  /** `https://github.com/acme/shop`; links that lead elsewhere are left out. */
  readonly repository: string | null;
  /** Head of the pull request now: what was judged of an older one is marked. */
  readonly head: string | null;
  readonly maxCharacters?: number;
}

/** GitHub takes 65 536; the rest is for what its own counting may add. */
export const MAX_COMMENT = 65_000;
/** The hidden line takes at most this share of a comment. */
const KEPT_SHARE = 0.5;
const MIN_SECTION = 300;
/** Among several, one of the others tells no more than what happened: figures are in its row, the rest behind its link. */
const RED: ReadonlySet<VerdictKind> = new Set(['regressed', 'slo-breached', 'invalid']);

/** The legs of a comment that is ours, or `null`: the marker must be its first line, nothing before it. */
export function readComment(body: string, id: string): KeptLegs | null {
  const marker = commentMarker(id);
  const text = body.replaceAll('\r\n', '\n');
  return text === marker || text.startsWith(`${marker}\n`) ? readLegs(text) : null;
}

/** The comment of a pull request: one leg as its report, several below an overview, the worst first. Never cut. */
export function renderComment(
  legs: readonly [CommentLeg, ...CommentLeg[]],
  place: CommentPlace,
  notes: readonly string[] = [],
): string {
  const room = place.maxCharacters ?? MAX_COMMENT;
  const sorted = legs.toSorted(byUrgency(place));
  const kept = keptLine(sorted, room * KEPT_SHARE);
  const frame = [commentMarker(place.id), ...notes.map((note) => `_${note}_`)].join('\n');
  const left = room - frame.length - kept.length - 4;
  const shown = sorted.length === 1 ? soleLeg(legs[0], place, left) : manyLegs(sorted, place, left);
  return `${frame}\n${shown.trimEnd()}\n\n${kept}\n`;
}

/** Those of the current head first, then the worst, then by name. */
function byUrgency({ head }: CommentPlace): (a: CommentLeg, b: CommentLeg) => number {
  return (a, b) =>
    Number(isOlder(a, head)) - Number(isOlder(b, head)) ||
    VERDICT_KINDS.indexOf(a.report.verdict.kind) - VERDICT_KINDS.indexOf(b.report.verdict.kind) ||
    (a.name < b.name ? -1 : 1);
}

function isOlder(leg: CommentLeg, head: string | null): boolean {
  return leg.head !== null && head !== null && leg.head !== head;
}

/** The fullest hidden line that has room; the last legs, which are the least urgent, may be left out. */
function keptLine(legs: readonly CommentLeg[], room: number): string {
  const full = legsLine(legs, 'full');
  if (full.length <= room) return full;
  for (let count = legs.length; count > 0; count = Math.floor(count * 0.9)) {
    const short = legsLine(legs.slice(0, count), 'short');
    if (short.length <= room) return short;
  }
  return legsLine([], 'short');
}

function soleLeg(leg: CommentLeg, place: CommentPlace, room: number): string {
  const links = linksOf(leg, place);
  const note = olderNote(leg, place, links);
  if (!leg.brief) return renderMarkdownSection(leg.report, { links, note, maxCharacters: room });
  const parts = [renderMarkdownLine(leg.report).trimEnd(), note, markdownPlaces(links)];
  return parts.filter((part) => part !== '').join('\n\n');
}

function manyLegs(legs: readonly CommentLeg[], place: CommentPlace, room: number): string {
  const overview = overviewOf(legs, place, room / 2);
  const loud = legs.filter(({ report, brief }) => !brief && report.verdict.kind !== 'passed');
  const sections: string[] = [];
  let left = room - overview.length - 120;
  for (const [index, leg] of loud.entries()) {
    const section = sectionOf(leg, place, left / (loud.length - index));
    if (section === null) break;
    sections.push(section);
    left -= section.length + 8;
  }
  const missing = loud.length - sections.length;
  const note = missing === 0 ? [] : [`${formatNumberOf(missing, 'more section')} had no room here.`];
  return [overview, ...sections, ...note].join('\n\n');
}

/** `null` where not even the shortest variant has room. */
function sectionOf(leg: CommentLeg, place: CommentPlace, room: number): string | null {
  if (room < MIN_SECTION) return null;
  const links = linksOf(leg, place);
  const note = olderNote(leg, place, links);
  const calm = !RED.has(leg.report.verdict.kind);
  const options = { links, note, calm, leg: leg.name, maxCharacters: room };
  const section = renderMarkdownSection(leg.report, options).trimEnd();
  return section.length <= room ? section : null;
}

function overviewOf(legs: readonly CommentLeg[], place: CommentPlace, room: number): string {
  const rows: string[] = [];
  const shared = sharedStatistic(legs);
  let left = room - 300;
  for (const leg of legs) {
    const row = overviewRow(leg, place, shared !== null);
    left -= row.length + 1;
    if (left < 0) break;
    rows.push(row);
  }
  const missing = legs.length - rows.length;
  const note = missing === 0 ? [] : [`${formatNumberOf(missing, 'more job')} had no row here.`];
  const head = `| | verdict | ${markdownText(shared ?? 'latency')} |\n| --- | --- | --: |`;
  return [`### ${overviewTitle(legs, place)}`, [head, ...rows].join('\n'), ...note].join('\n\n');
}

/** What all jobs gate; `null` where they gate different things, so that each has to say what its figure is. */
function sharedStatistic(legs: readonly CommentLeg[]): string | null {
  const [first, ...others] = new Set(legs.map(({ report }) => ruleName(decisiveRule(report))));
  return first === undefined || others.length > 0 ? null : first;
}

function decisiveRule(report: Report): GateRule {
  return decisiveJudgement(report)?.rule ?? headlineRule(report);
}

/** `❌ Regressed: 1 of 3 jobs (1 warned, 1 passed)`; jobs of an older commit do not count while there are others. */
function overviewTitle(legs: readonly CommentLeg[], { head }: CommentPlace): string {
  const current = legs.filter((leg) => !isOlder(leg, head));
  const counted = current.length > 0 ? current : legs;
  const counts = new Map<VerdictKind, number>();
  for (const { report } of counted)
    counts.set(report.verdict.kind, (counts.get(report.verdict.kind) ?? 0) + 1);
  const [worst, ...others] = VERDICT_KINDS.filter((kind) => counts.has(kind));
  if (worst === undefined) return '';
  const total = formatNumberOf(counted.length, 'job');
  if (others.length === 0) return `${markdownVerdict(worst)}: ${counted.length === 1 ? '' : 'all '}${total}`;
  const rest = others.map((kind) => `${counts.get(kind)} ${VERDICT_WORDS[kind].toLowerCase()}`).join(', ');
  return `${markdownVerdict(worst)}: ${counts.get(worst)} of ${total} (${rest})`;
}

function overviewRow(leg: CommentLeg, place: CommentPlace, isShared: boolean): string {
  const { report } = leg;
  const links = linksOf(leg, place);
  const name = markdownName(leg.name, 32);
  const page = links.run;
  const verdict = markdownVerdict(report.verdict.kind).toLowerCase();
  const older =
    isOlder(leg, place.head) && leg.head !== null ? `, older commit ${commitName(leg.head, links)}` : '';
  const figure = figureOf(report);
  const quantile = isShared || figure === '' ? '' : `${quantileName(decisiveRule(report).quantile)} `;
  const cells = [page === null ? name : `[${name}](${page})`, `${verdict}${older}`, `${quantile}${figure}`];
  return `| ${cells.join(' | ')} |`;
}

/** `224 ms (+23 %)` of the rule that decided, in one cell that a phone can wrap; nothing of what is no measurement. */
function figureOf(report: Report): string {
  if (report.verdict.kind === 'invalid') return '';
  const comparison = decisiveJudgement(report)?.comparison ?? null;
  const value = comparison?.candidate.value ?? report.candidate.value;
  if (value === null) return '';
  return comparison === null ? formatMs(value) : `${formatMs(value)} (${formatChange(comparison.change)})`;
}

function olderNote(leg: CommentLeg, { head }: CommentPlace, links: ReportLinks): string {
  if (!isOlder(leg, head) || leg.head === null || head === null) return '';
  return `This is of the older commit ${commitName(leg.head, links)}; ${commitName(head, links)} has not been judged yet.`;
}

/** Only pages of the repository's own runs. */
function linksOf({ links }: CommentLeg, { repository }: CommentPlace): ReportLinks {
  const own = (url: string | null) => {
    const page = plainAddress(url);
    return page !== null && repository !== null && page.startsWith(`${repository}/actions/`) ? page : null;
  };
  return { repository, run: own(links.run), artifact: own(links.artifact) };
}
