import { type Exceptions, exceptionInShort } from '../../model/exceptions.ts';
import { messageOf } from '../processes/line-tail.ts';

/**
 * Counts iterations that ended with an exception. k6 counts them as complete, ends with 0 and says so in its log alone:
 * an error of a scenario whose source is a stack trace. What the script prints itself has another source.
 */
export class ExceptionCounter {
  #iterations = 0;
  #first = '';

  push(line: string): void {
    if (!EXCEPTION.every((field) => field.test(line))) return;
    if (this.#iterations === 0) this.#first = exceptionInShort(messageOf(line));
    this.#iterations += 1;
  }

  /** `null`: none was seen. */
  get exceptions(): Exceptions | null {
    return this.#iterations === 0 ? null : { iterations: this.#iterations, first: this.#first };
  }
}

const EXCEPTION = [/\blevel="?error"?/, /\bsource="?stacktrace"?/, /\bscenario=/];
