import { formatMs, formatNumberOf, shortCommit } from '../lib/format-number.ts';
import { plainText, shortenMiddle } from '../lib/plain-text.ts';
import type { BisectHint, CommitRange, SuspectJob, SuspectSpan } from '../model/bisect-hint.ts';

/** A screen full; `git log` shows the rest. */
const MAX_COMMITS = 20;
const MAX_SUBJECT = 80;

/** Between which commits to search, for terminals. */
export function renderBisectHint({ key, suspect }: BisectHint): string {
  if (suspect === null)
    return `${JSON.stringify(key)}: no regression to search for: nothing failed since the last good run, and the level did not rise.\n`;
  const { span, commits } = suspect;
  return [
    `${JSON.stringify(key)}: ${FOUND_BY[span.foundBy]}\n`,
    `  last good  ${jobText(span.good)}\n`,
    `  first bad  ${jobText(span.bad)}\n\n`,
    commitsText(commits, span),
  ].join('');
}

const FOUND_BY: Readonly<Record<SuspectSpan['foundBy'], string>> = {
  verdict: 'the gate failed here',
  'level-shift': 'no run failed, but the level rose here and stayed up',
};

function jobText({ commit, at, p95 }: SuspectJob): string {
  const level = p95 === null ? '' : `, p95 ${formatMs(p95)}`;
  const name = commit === null ? '(no commit)' : shortCommit(commit);
  return `${name}  ${at.slice(0, 16).replace('T', ' ')} UTC${level}`;
}

function commitsText(range: CommitRange, { good, bad }: SuspectSpan): string {
  if (range.kind === 'unknown') return `The commits between them are not known: ${range.why}.\n`;
  const [only, ...others] = range.commits;
  if (only === undefined)
    return 'Both ran the same commit, or the bad one is older: it was not the code. Look at the machine, the data and the services behind it.\n';
  if (others.length === 0) return `One commit lies between them: ${lineOf(only)}\n`;
  const left = range.commits.length - MAX_COMMITS;
  return [
    `${formatNumberOf(range.commits.length, 'commit')} came in between, newest first:\n`,
    ...range.commits.slice(0, MAX_COMMITS).map((commit) => `  ${lineOf(commit)}\n`),
    ...(left > 0 ? [`  ... and ${left} more\n`] : []),
    `\nTo find the one: git bisect start ${bad.commit} ${good.commit}\n`,
    'and give git bisect run a script that builds the commit and compares it with the good one in paired mode (perf-gate run --base-command ... --head-command ...).\n',
  ].join('');
}

function lineOf({ sha, subject }: { readonly sha: string; readonly subject: string }): string {
  return `${shortCommit(sha)}  ${shortenMiddle(plainText(subject), MAX_SUBJECT)}`;
}
