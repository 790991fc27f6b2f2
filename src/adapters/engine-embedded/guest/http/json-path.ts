import { filter, includes, map, match, matches, push, replace, slice, startsWith } from '../own-methods.ts';

/**
 * Looks up a path in a JSON value: the part of gjson's language that scripts use. `a.b`, `list.0`, `list.#` (length),
 * `list.#.name` (of each), `list.#(age>40).name` (first match), `list.#(age>40)#.name` (all matches), `\.` for a dot,
 * and the modifiers `@this`, `@reverse`, `@keys` and `@values`.
 * @returns `undefined` when there is nothing.
 * @throws Error for what else gjson has.
 */
export function queryJson(value: unknown, path: string): unknown {
  return lookUp(value, pathParts(path));
}

/** Those of gjson that are not here. */
const OTHER_MODIFIERS = /^@(ugly|pretty|flatten|join|valid|tostr|fromstr|group|dig)\b/;

const MOST_PATHS = 100;
const paths = new Map<string, readonly string[]>();

/** Scripts ask for the same paths over and over. */
function pathParts(path: string): readonly string[] {
  const known = paths.get(path);
  if (known !== undefined) return known;
  const parts = splitPath(path);
  if (paths.size === MOST_PATHS) paths.clear();
  paths.set(path, parts);
  return parts;
}

function lookUp(value: unknown, parts: readonly string[]): unknown {
  const [part, ...rest] = parts;
  if (part === undefined) return value;
  if (startsWith(part, '@') && !hasMember(value, part)) return lookUp(modified(value, part), rest);
  if (startsWith(part, '{') || startsWith(part, '[') || startsWith(part, '!')) throw notHere(part);
  if (Array.isArray(value) && startsWith(part, '#')) return lookUpEach(value, part, rest);
  if (typeof value !== 'object' || value === null) return undefined;
  const key =
    includes(part, '*') || includes(part, '?')
      ? filter(Object.keys(value), (name) => matches(globToRegExp(part), name))[0]
      : part;
  if (key === undefined || !Object.hasOwn(value, key) || (Array.isArray(value) && key === 'length'))
    return undefined;
  return lookUp((value as Record<string, unknown>)[key], rest);
}

function hasMember(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}

function modified(value: unknown, modifier: string): unknown {
  switch (modifier) {
    case '@this':
      return value;
    case '@reverse':
      return reversed(value);
    case '@keys':
      return isPlainObject(value) ? Object.keys(value) : [];
    case '@values':
      return isPlainObject(value) ? Object.values(value) : [];
    default:
      if (matches(OTHER_MODIFIERS, modifier)) throw notHere(modifier);
      return undefined;
  }
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const backwards: [string, unknown][] = [];
  for (let at = entries.length - 1; at >= 0; at -= 1) push(backwards, entries[at] as [string, unknown]);
  return Array.isArray(value) ? map(backwards, ([, item]) => item) : Object.fromEntries(backwards);
}

function notHere(part: string): Error {
  return new Error(
    `response.json(): "${part}" is not in the embedded engine; take it from response.json() in the script`,
  );
}

function lookUpEach(list: readonly unknown[], part: string, rest: readonly string[]): unknown {
  if (part === '#') return rest.length === 0 ? list.length : found(map(list, (item) => lookUp(item, rest)));
  const query = match(/^#\((.*)\)(#?)$/s, part);
  if (query === null) return undefined;
  const satisfying = filter(list, (item) => satisfies(item, query[1] ?? ''));
  if (query[2] === '#')
    return rest.length === 0 ? satisfying : found(map(satisfying, (item) => lookUp(item, rest)));
  return satisfying.length === 0 ? undefined : lookUp(satisfying[0], rest);
}

function found(values: readonly unknown[]): unknown[] {
  return filter(values, (value) => value !== undefined);
}

function satisfies(item: unknown, condition: string): boolean {
  const parts = match(/^(.*?)\s*(==|!=|<=|>=|!%|<|>|%|=)\s*(.*)$/s, condition);
  if (parts === null) return lookUp(item, splitPath(condition)) !== undefined;
  const [, path = '', operator = '', literal = ''] = parts;
  const left = path === '' ? item : lookUp(item, splitPath(path));
  if (left === undefined || (typeof left === 'object' && left !== null)) return false;
  return compare(left, operator, literalValue(literal));
}

function compare(left: unknown, operator: string, right: unknown): boolean {
  if (operator === '%' || operator === '!%') {
    return typeof left === 'string' && matches(globToRegExp(String(right)), left) === (operator === '%');
  }
  if (typeof left !== typeof right) return operator === '!=';
  const [a, b] = [left as string | number, right as string | number];
  switch (operator) {
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return a === b;
  }
}

function literalValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function globToRegExp(glob: string): RegExp {
  const plain = replace(glob, /[.+^${}()|[\]\\]/g, (character) => `\\${character}`);
  const source = replace(plain, /[*?]/g, (character) => (character === '*' ? '.*' : '.'));
  return new RegExp(`^${source}$`, 's');
}

/** Splits at dots and pipes outside of parentheses and quotes; `\` keeps the next character. */
function splitPath(path: string): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < path.length; at += 1) {
    const character = slice(path, at, at + 1);
    if (character === '\\' && depth === 0) {
      at += 1;
      part += slice(path, at, at + 1);
      continue;
    }
    if (depth > 0 && character === '"') isQuoted = !isQuoted;
    if (!isQuoted && character === '(') depth += 1;
    if (!isQuoted && character === ')') depth -= 1;
    if (depth === 0 && (character === '.' || character === '|')) {
      push(parts, part);
      part = '';
    } else {
      part += character;
    }
  }
  return [...parts, part];
}
