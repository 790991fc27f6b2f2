import { isRecord } from './json-guard.ts';

/** A value from outside that is not what it should be: where, what was expected, what came. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

/**
 * Answers the value with its type, or throws.
 * @throws ShapeError
 */
export type Check<T> = (value: unknown, at: string) => T;
type Checked<C> = C extends Check<infer T> ? T : never;

const MAX_TEXT = 100_000;
const MAX_ITEMS = 100_000;

export function text(maxLength: number = MAX_TEXT): Check<string> {
  return (value, at) => {
    if (typeof value !== 'string') throw wrong(at, 'text', value);
    if (value.length > maxLength) throw new ShapeError(`${at}: longer than ${maxLength} characters`);
    return value;
  };
}

/** A finite number in a range. */
export function number(min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): Check<number> {
  const range = min === Number.NEGATIVE_INFINITY ? 'a number' : `a number from ${min} to ${max}`;
  return (value, at) => {
    if (typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max) return value;
    throw wrong(at, range, value);
  };
}

/** A whole number that is not negative. */
export const count: Check<number> = (value, at) => {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
  throw wrong(at, 'a whole number, 0 or more', value);
};

export const flag: Check<boolean> = (value, at) => {
  if (typeof value === 'boolean') return value;
  throw wrong(at, 'true or false', value);
};

/** A time that `Date` understands, in ISO 8601. */
export const time: Check<string> = (value, at) => {
  if (typeof value === 'string' && /^[+-]?\d{4,6}-/.test(value) && !Number.isNaN(Date.parse(value)))
    return value;
  throw wrong(at, 'a time like 2026-01-31T12:00:00Z', value);
};

export function oneOf<const T extends string | number>(...allowed: readonly T[]): Check<T> {
  return (value, at) => {
    const found = allowed.find((candidate) => candidate === value);
    if (found !== undefined) return found;
    throw wrong(at, allowed.map((candidate) => JSON.stringify(candidate)).join(' or '), value);
  };
}

export function nullable<T>(check: Check<T>): Check<T | null> {
  return (value, at) => (value === null ? null : check(value, at));
}

export function list<T>(check: Check<T>, maxItems: number = MAX_ITEMS): Check<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw wrong(at, 'a list', value);
    if (value.length > maxItems) throw new ShapeError(`${at}: more than ${maxItems} items`);
    return value.map((item, index) => check(item, `${at}[${index}]`));
  };
}

export function nonEmptyList<T>(check: Check<T>, maxItems?: number): Check<readonly [T, ...T[]]> {
  const items = list(check, maxItems);
  return (value, at) => {
    const [first, ...rest] = items(value, at);
    if (first === undefined) throw new ShapeError(`${at}: expected at least one item, got none`);
    return [first, ...rest];
  };
}

type Fields = Readonly<Record<string, Check<unknown>>>;
type Objects<F extends Fields, O extends Fields> = { readonly [K in keyof F]: Checked<F[K]> } & {
  readonly [K in keyof O]?: Checked<O[K]>;
};

/** An object with these fields, and perhaps the optional ones; others are kept as they are. */
export function object<const F extends Fields, const O extends Fields = Record<never, never>>(
  fields: F,
  optional?: O,
): Check<Objects<F, O>> {
  return (value, at) => {
    if (!isRecord(value)) throw wrong(at, 'an object', value);
    const own = (name: string) => (Object.hasOwn(value, name) ? value[name] : undefined);
    const checked = Object.entries(fields).map(([name, check]) => [name, check(own(name), `${at}.${name}`)]);
    for (const [name, check] of Object.entries(optional ?? {}))
      if (own(name) !== undefined) checked.push([name, check(own(name), `${at}.${name}`)]);
    return { ...value, ...Object.fromEntries(checked) };
  };
}

/** An object used as a map; names are free. */
export function mapOf<T>(check: Check<T>): Check<Readonly<Record<string, T>>> {
  return (value, at) => {
    if (!isRecord(value)) throw wrong(at, 'an object', value);
    const entries = Object.entries(value).slice(0, MAX_ITEMS);
    return Object.fromEntries(entries.map(([name, item]) => [name, check(item, `${at}.${name}`)]));
  };
}

/** One of several objects, told apart by their `kind`. */
export function union<const V extends Readonly<Record<string, Check<unknown>>>>(
  variants: V,
): Check<Checked<V[keyof V]>> {
  return (value, at) => {
    const kind = isRecord(value) ? value.kind : undefined;
    const check = typeof kind === 'string' && Object.hasOwn(variants, kind) ? variants[kind] : undefined;
    if (check === undefined) throw wrong(`${at}.kind`, Object.keys(variants).join(' or '), kind);
    return check(value, at) as Checked<V[keyof V]>;
  };
}

function wrong(at: string, expected: string, value: unknown): ShapeError {
  return new ShapeError(`${at}: expected ${expected}, got ${shown(value)}`);
}

/** A value as messages show it: short, on one line. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'an object';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
