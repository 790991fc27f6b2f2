import type { Notice } from '../model/run.ts';

/** Why a single sample was not counted. */
export type Rejection = 'not a number' | 'negative' | 'above 1e9' | 'time unreadable' | 'time out of range';

/** Collects what is odd about a results file, so that a flood of the same oddity is one notice. */
export class IngestAnomalies {
  readonly #rejected = new Map<Rejection, number>();
  readonly #notices = new Map<string, Notice>();
  #unreadable = 0;
  #firstUnreadable: string | null = null;

  get unreadableLines(): number {
    return this.#unreadable;
  }

  reject(why: Rejection): void {
    this.#rejected.set(why, (this.#rejected.get(why) ?? 0) + 1);
  }

  unreadable(line: string): void {
    this.#unreadable++;
    this.#firstUnreadable ??= line;
  }

  /** The first notice of a code (and of a subject, where several can have it) is kept. */
  note(code: string, text: string, subject = ''): void {
    const key = `${code} ${subject}`;
    if (!this.#notices.has(key)) this.#notices.set(key, { code, text });
  }

  notices(): Notice[] {
    if (this.#rejected.size > 0) this.note('samples-rejected', this.#rejectedText());
    if (this.#unreadable > 0) this.note('lines-unreadable', this.#unreadableText());
    return [...this.#notices.values()];
  }

  #rejectedText(): string {
    const causes = [...this.#rejected].map(([why, count]) => `${count} ${why}`);
    return `samples were left out because their value or time makes no sense: ${causes.join(', ')}`;
  }

  #unreadableText(): string {
    const example = escapedStart(this.#firstUnreadable ?? '');
    return `lines that could not be read were left out (${this.#unreadable}), the first begins with ${example}`;
  }
}

/** The beginning of a text from outside, quoted, with everything unprintable escaped. */
export function escapedStart(text: string, length = 40): string {
  return JSON.stringify(text.slice(0, length)).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
