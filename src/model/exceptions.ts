import { formatNumberOf } from '../lib/format-number.ts';
import { plainText, shortenMiddle } from '../lib/plain-text.ts';
import type { Notice } from './run.ts';

/** Requests of such a round were made all the same: their errors count. */
export const ITERATIONS_THREW = 'iterations-threw';

/** Iterations that ended with an exception. */
export interface Exceptions {
  readonly iterations: number;
  /** Message and place of the first, in one line. */
  readonly first: string;
}

/** Of the first exception, in a record. */
const MAX_QUOTED = 200;

/** What is kept of an exception: its message and the line of the script that it came from. */
export function exceptionInShort(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return shortenMiddle(
    plainText(
      lines
        .filter((line) => line !== '')
        .slice(0, 2)
        .join(' '),
    ),
    MAX_QUOTED,
  );
}

/** The same words for every engine. */
export function exceptionNotice({ iterations, first }: Exceptions): Notice {
  const text = `${formatNumberOf(iterations, 'iteration')} ended with an exception, the first with: ${first}`;
  return { code: ITERATIONS_THREW, text };
}
