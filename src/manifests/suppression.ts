import { closest } from '../lib/closest.ts';
import type { Finding } from './finding.ts';
import type { Problem } from './problem.ts';
import type { SourceText } from './yaml/source-text.ts';

/** A comment that silences one rule on some lines, with the reason that somebody gave. */
export interface Suppression {
  readonly file: string;
  readonly rule: string;
  readonly reason: string;
  /** First and last line that it covers, from 1. */
  readonly from: number;
  readonly to: number;
  readonly at: { readonly source: SourceText; readonly start: number };
}

export interface Suppressions {
  readonly suppressions: readonly Suppression[];
  readonly problems: readonly Problem[];
}

const COMMENT = /(^|\s)#\s*perf-gate-ignore\b\s*(?<rule>[\w-]+)?\s*(?::\s*(?<reason>.*))?$/;
const NONE: Suppressions = { suppressions: [], problems: [] };

/**
 * `# perf-gate-ignore RULE: reason` at the end of a line covers that line; on a line of its own it covers the line below with
 * everything that is indented under it; at the top of a document it covers the whole document.
 */
export function readSuppressions(source: SourceText, ruleIds: ReadonlySet<string>): Suppressions {
  if (!source.text.includes('perf-gate-ignore')) return NONE;
  const lines = source.text.split(/\r?\n/);
  const suppressions: Suppression[] = [];
  const problems: Problem[] = [];
  lines.forEach((line, index) => {
    const match = COMMENT.exec(line);
    if (match === null) return;
    const { rule = '', reason = '' } = match.groups ?? {};
    const at = { source, start: (source.lineStarts[index] ?? 0) + line.indexOf('#', match.index) };
    const complaint = complaintAbout(rule, reason.trim(), ruleIds);
    if (complaint !== null) problems.push({ rule: 'ignore-without-reason', at, message: complaint });
    else
      suppressions.push({
        file: source.file,
        rule,
        reason: reason.trim(),
        at,
        ...coveredLines(lines, index),
      });
  });
  return { suppressions, problems };
}

function complaintAbout(rule: string, reason: string, ruleIds: ReadonlySet<string>): string | null {
  if (rule === '') return 'perf-gate-ignore names no rule';
  if (!ruleIds.has(rule)) {
    const near = closest(rule, [...ruleIds]);
    return `perf-gate-ignore names the rule ${rule}, which does not exist${near === null ? '' : `; did you mean ${near}?`}`;
  }
  return reason === '' ? `perf-gate-ignore ${rule} gives no reason` : null;
}

/** Lines from 1 for a comment on `lines[index]`. */
function coveredLines(
  lines: readonly string[],
  index: number,
): { readonly from: number; readonly to: number } {
  if (!/^\s*#/.test(lines[index] ?? '')) return { from: index + 1, to: index + 1 };
  const first = nextContent(lines, index + 1);
  if (opensDocument(lines, index)) return { from: index + 1, to: documentEnd(lines, first) };
  return { from: first + 1, to: blockEnd(lines, first) };
}

function nextContent(lines: readonly string[], from: number): number {
  let index = from;
  while (index < lines.length && /^\s*(#.*)?$/.test(lines[index] ?? '')) index++;
  return Math.min(index, lines.length - 1);
}

function opensDocument(lines: readonly string[], index: number): boolean {
  for (let above = index - 1; above >= 0; above--) {
    const line = lines[above] ?? '';
    if (/^---/.test(line)) return true;
    if (!/^\s*(#.*)?$/.test(line)) return false;
  }
  return true;
}

function documentEnd(lines: readonly string[], first: number): number {
  for (let index = Math.max(first, 0) + 1; index < lines.length; index++)
    if (/^(---|\.\.\.)/.test(lines[index] ?? '')) return index;
  return lines.length;
}

function blockEnd(lines: readonly string[], first: number): number {
  const depth = indentOf(lines[first] ?? '');
  let last = first;
  for (let index = first + 1; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (/^\s*(#.*)?$/.test(line)) continue;
    if (indentOf(line) <= depth) break;
    last = index;
  }
  return last + 1;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

export function isSuppressed(finding: Finding, { file, rule, from, to }: Suppression): boolean {
  return finding.file === file && finding.rule === rule && finding.line >= from && finding.line <= to;
}
