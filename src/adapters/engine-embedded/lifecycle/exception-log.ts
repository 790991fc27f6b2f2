import { formatNumberOf } from '../../../lib/format-number.ts';
import { plainText, shortenMiddle } from '../../../lib/plain-text.ts';
import type { Notice } from '../../../model/run.ts';

/** Exceptions of a kind that a broken script throws thousands of times: the first ones are told, the others counted. */
const TOLD_IN_FULL = 20;

/** Of the first exception, in a notice. */
const MAX_QUOTED = 200;

export class ExceptionLog {
  readonly #write: (line: string) => void;
  #count = 0;
  #first = '';

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  add(line: string): void {
    this.#count += 1;
    if (this.#count === 1) this.#first = line;
    if (this.#count <= TOLD_IN_FULL) this.#write(line);
    if (this.#count === TOLD_IN_FULL) this.#write('further exceptions in iterations are only counted');
  }

  notices(): readonly Notice[] {
    if (this.#count === 0) return [];
    const first = shortenMiddle(plainText(this.#first.split('\n')[0] ?? ''), MAX_QUOTED);
    const text = `${formatNumberOf(this.#count, 'iteration')} ended with an exception, the first with: ${first}`;
    return [{ code: 'iterations-threw', text }];
  }
}

/** An exception with its place; a stack has the message in it in some engines and not in others. */
export function exceptionText({
  message,
  stack,
}: {
  readonly message: string;
  readonly stack: string;
}): string {
  if (stack === '') return message;
  return stack.includes(message) ? stack : `${message}\n${stack}`;
}
