import { type Exceptions, exceptionInShort } from '../../../model/exceptions.ts';

/** Exceptions of a kind that a broken script throws thousands of times: the first ones are told, the others counted. */
const TOLD_IN_FULL = 20;

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

  /** `null`: none was thrown. */
  get exceptions(): Exceptions | null {
    return this.#count === 0 ? null : { iterations: this.#count, first: exceptionInShort(this.#first) };
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
  // A frame may have the words of the message in the name of its file.
  const hasMessage = !/^\s*at /.test(stack) && stack.includes(message);
  return hasMessage ? stack : `${message}\n${stack}`;
}
