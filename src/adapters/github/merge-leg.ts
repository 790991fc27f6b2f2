import { type CommentPlace, readComment, renderComment } from '../../report/comment.ts';
import type { CommentLeg } from '../../report/comment-leg.ts';
import { commentMarker } from '../../report/markdown-escape.ts';
import type { Wait } from './bounded-fetch.ts';
import { isWrittenBy, type TokenOwner } from './comment-author.ts';
import type { IssueComment, IssueComments } from './issue-comments.ts';

export interface MergeOptions {
  readonly comments: IssueComments;
  readonly place: CommentPlace;
  /** Asked only where there is a comment that might be ours. */
  readonly owner: () => Promise<TokenOwner>;
  /** How many jobs write into this comment; with others, look again after they had time to write. */
  readonly writers: 'one' | 'perhaps several' | 'several';
  readonly wait: Wait;
  /** 0 to 1: two jobs that wait the same time would meet again. */
  readonly random: () => number;
}

/** What became of a leg. */
export type MergeResult =
  | { readonly kind: 'written'; readonly url: string }
  /** There is no comment, and this leg alone is no reason for one. */
  | { readonly kind: 'quiet' }
  /** The comment tells of a newer commit already, or of a newer run of this leg. */
  | { readonly kind: 'superseded'; readonly url: string }
  /** Other jobs kept writing at the same time. */
  | { readonly kind: 'contended'; readonly url: string };

const ROUNDS = 8;
/** Longer than a request to GitHub takes: who read before we wrote has written by then. */
const SETTLE_MS = 1_200;
const MAX_SETTLE_MS = 8_000;

/**
 * Puts a leg into the one comment of its pull request and keeps those of the others. GitHub cannot write "only if it is as I
 * read it", so a shared comment is read again after it was written, and written again where the leg was lost.
 */
export async function mergeLeg(leg: CommentLeg, options: MergeOptions): Promise<MergeResult> {
  let written: Written | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const found = await ownComments(options);
    const [first, ...duplicates] = found;
    if (first === undefined && written !== null) return { kind: 'written', url: written.url };
    if (first === undefined && leg.brief) return { kind: 'quiet' };
    if (first !== undefined && duplicates.length === 0) {
      const standing = standingOf(first, leg, options.place);
      if (standing === 'ours') return { kind: 'written', url: first.comment.url };
      if (standing === 'newer') return { kind: 'superseded', url: first.comment.url };
    }
    written = await write(leg, found, options);
    if (!written.lookAgain) return { kind: 'written', url: written.url };
    await options.wait(written.isAlone ? 0 : settleMs(round, options.random));
  }
  return { kind: 'contended', url: written?.url ?? '' };
}

function settleMs(round: number, random: () => number): number {
  return Math.min(MAX_SETTLE_MS, SETTLE_MS * (1 + random() * 2 ** (round - 1)));
}

interface OwnComment {
  readonly comment: IssueComment;
  readonly legs: readonly CommentLeg[];
  readonly damaged: number;
}

/** Comments with our marker that we wrote, oldest first. One that somebody else wrote is none of ours. */
async function ownComments({ comments, place, owner }: MergeOptions): Promise<readonly OwnComment[]> {
  const marked = await comments.startingWith(commentMarker(place.id));
  if (marked.length === 0) return [];
  const us = await owner();
  return marked.flatMap((comment) => {
    const kept = isWrittenBy(comment, us) ? readComment(comment.body, place.id) : null;
    return kept === null ? [] : [{ comment, ...kept }];
  });
}

function standingOf({ legs }: OwnComment, leg: CommentLeg, place: CommentPlace): 'ours' | 'newer' | null {
  const there = legs.find(({ name }) => name === leg.name);
  if (there === undefined) return null;
  if (isSame(there, leg)) return 'ours';
  return isNewer(there, leg, place) ? 'newer' : null;
}

function isSame(a: CommentLeg, b: CommentLeg): boolean {
  return a.head === b.head && a.report.createdAt === b.report.createdAt;
}

/** What was judged of the current head stands over what was not; of the same commit, the later one. */
function isNewer(a: CommentLeg, b: CommentLeg, { head }: CommentPlace): boolean {
  if (head !== null && a.head !== b.head && (a.head === head || b.head === head)) return a.head === head;
  return Date.parse(a.report.createdAt) > Date.parse(b.report.createdAt);
}

interface Written {
  readonly url: string;
  /** Somebody else may write here, too. */
  readonly lookAgain: boolean;
  /** Nobody else has written here so far. */
  readonly isAlone: boolean;
}

async function write(
  leg: CommentLeg,
  found: readonly OwnComment[],
  { comments, place, writers }: MergeOptions,
): Promise<Written> {
  const others = othersOf(leg, found, place);
  const body = renderComment([leg, ...others], place, notesOn(found));
  const [first, ...duplicates] = found;
  const updated = first === undefined ? null : await comments.update(first.comment.id, body);
  const comment = updated ?? (await comments.create(body));
  for (const duplicate of duplicates) await comments.remove(duplicate.comment.id);
  const hasCompany = writers === 'several' || others.length > 0 || duplicates.length > 0;
  const isAlone = writers === 'one' || !hasCompany;
  const hasRoom = readComment(body, place.id)?.legs.some((kept) => isSame(kept, leg)) === true;
  return { url: comment.url, isAlone, lookAgain: hasRoom && !(isAlone && updated !== null) };
}

/** The other legs, each once: the newest where duplicates of the comment disagree. */
function othersOf(leg: CommentLeg, found: readonly OwnComment[], place: CommentPlace): CommentLeg[] {
  const newest = new Map<string, CommentLeg>();
  for (const other of found.flatMap(({ legs }) => legs)) {
    const known = newest.get(other.name);
    if (other.name !== leg.name && (known === undefined || isNewer(other, known, place)))
      newest.set(other.name, other);
  }
  return [...newest.values()];
}

function notesOn(found: readonly OwnComment[]): string[] {
  return found.some(({ damaged }) => damaged > 0)
    ? ['The result of another job could not be read and was left out; its next run puts it back.']
    : [];
}
