import { closest } from '../../../lib/closest.ts';
import { parseDuration } from '../../../lib/duration.ts';
import type { OptionProblems } from './option-problems.ts';

export type RawOptions = Readonly<Record<string, unknown>>;

interface Bound<T> {
  /** Missing: the option is required. */
  readonly fallback?: T;
  readonly min?: number;
}

/** Milliseconds of a k6 duration: text (`1m30s`, `500ms`) or a number of milliseconds; `null` when it is neither. */
export function durationMs(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : null;
  return typeof value === 'string' ? parseDuration(value) : null;
}

export function isRecord(value: unknown): value is RawOptions {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads typed values out of one JSON object of options. A value that is wrong is noted with its path and replaced
 * by something harmless, so that reading goes on and finds the other problems. `null` is the same as not set, as in k6.
 */
export class OptionReader {
  readonly #source: RawOptions;
  readonly #path: string;
  readonly problems: OptionProblems;

  constructor(source: RawOptions, path: string, problems: OptionProblems) {
    this.#source = source;
    this.#path = path;
    this.problems = problems;
  }

  path(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  value(name: string): unknown {
    return Object.hasOwn(this.#source, name) ? (this.#source[name] ?? undefined) : undefined;
  }

  /** A whole number. */
  count(name: string, { fallback, min = 0 }: Bound<number> = {}): number {
    const value = this.value(name);
    if (value === undefined && fallback !== undefined) return fallback;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min) return value;
    this.problems.add(this.path(name), `a whole number of at least ${min}`, value);
    return min;
  }

  /** Milliseconds. */
  duration(name: string, { fallback, min = 0 }: Bound<number> = {}): number {
    const value = this.value(name);
    if (value === undefined && fallback !== undefined) return fallback;
    const ms = durationMs(value);
    if (ms !== null && ms >= min) return ms;
    const least = min > 0 ? ` of at least ${min}ms` : '';
    this.problems.add(this.path(name), `a duration${least} such as "1m30s"`, value);
    return min;
  }

  text(name: string, fallback: string): string {
    const value = this.value(name);
    if (value === undefined) return fallback;
    if (typeof value === 'string' && value !== '') return value;
    this.problems.add(this.path(name), 'a text that is not empty', value);
    return fallback;
  }

  flag(name: string, fallback = false): boolean {
    const value = this.value(name);
    if (value === undefined) return fallback;
    if (typeof value === 'boolean') return value;
    this.problems.add(this.path(name), 'true or false', value);
    return fallback;
  }

  /** An object of texts; numbers and booleans are taken as their text. */
  texts(name: string): Readonly<Record<string, string>> {
    const value = this.value(name);
    if (value === undefined) return {};
    if (!isRecord(value)) {
      this.problems.add(this.path(name), 'an object of texts', value);
      return {};
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, this.#asText(name, key, item)]),
    );
  }

  #asText(name: string, key: string, item: unknown): string {
    if (typeof item === 'string') return item;
    if (typeof item === 'number' || typeof item === 'boolean') return String(item);
    this.problems.add(`${this.path(name)}.${key}`, 'a text', item);
    return '';
  }

  /** A list of texts; `fallback` when not set. */
  list(name: string, fallback: readonly string[]): readonly string[] {
    const value = this.value(name);
    if (value === undefined) return fallback;
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    this.problems.add(this.path(name), 'a list of texts', value);
    return fallback;
  }

  /** Notes every key that is not one of these, with the nearest one that is. */
  rejectUnknown(known: readonly string[], what: string): void {
    for (const key of Object.keys(this.#source)) {
      if (known.includes(key) || this.value(key) === undefined) continue;
      const near = closest(key, known);
      const suggestion = near === null ? '' : ` (did you mean ${near}?)`;
      this.problems.add(this.path(key), `an option of ${what}${suggestion}`, this.value(key));
    }
  }
}
