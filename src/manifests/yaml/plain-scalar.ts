import { NotPlain } from './not-plain.ts';

/** A scalar on one line: what it says, and where it ends. */
export interface InlineScalar {
  readonly style: 'plain' | 'quoted';
  readonly value: string | number | boolean | null;
  readonly text: string;
  readonly end: number;
}

const DOUBLE_QUOTED = /"(?:[^"\\\n]|\\["\\nt])*"/y;
const SINGLE_QUOTED = /'(?:[^'\n]|'')*'/y;
/** Nothing that could begin something other than text, and neither `: ` nor ` #` in it. */
export const PLAIN =
  /(?:[A-Za-z0-9_./~+<=($^;\\]|-(?=[^ \n]))(?:[^:# \n]|:(?=[^ \n])|(?<! )#| +(?=[^ #\n]))*/y;
/** In brackets, brackets and commas end it as well. */
export const PLAIN_IN_FLOW =
  /(?:[A-Za-z0-9_./~+<=($^;\\]|-(?=[^ \n,[\]{}]))(?:[^:# \n,[\]{}]|:(?=[^ \n,[\]{}])|(?<! )#| +(?=[^ #\n,[\]{}:]))*/y;
const REST_OF_LINE = / *(?: #[^\n]*)?(?=\n|$)/y;

const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/;
/** Octal, hexadecimal, exponents, infinity, underscores: rare enough for the full parser. */
const MAYBE_NUMBER = /^[-+]?(\.?\d[\d._xoa-fA-F+-]*|\.(inf|nan))$/i;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

/** After a value only blanks and a comment follow. @throws NotPlain */
export function expectRestOfLine(text: string, at: number): void {
  REST_OF_LINE.lastIndex = at;
  if (!REST_OF_LINE.test(text)) throw new NotPlain();
}

/** The quoted or plain scalar at an offset. @throws NotPlain for anything else */
export function scalarAt(text: string, start: number, plain: RegExp): InlineScalar {
  const first = text[start];
  if (first === '"') {
    const raw = matchAt(DOUBLE_QUOTED, text, start);
    return quoted(raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1), start + raw.length);
  }
  if (first === "'") {
    const raw = matchAt(SINGLE_QUOTED, text, start);
    return quoted(raw.slice(1, -1).replaceAll("''", "'"), start + raw.length);
  }
  const raw = matchAt(plain, text, start);
  return { style: 'plain', value: plainValue(raw), text: raw, end: start + raw.length };
}

function quoted(text: string, end: number): InlineScalar {
  return { style: 'quoted', value: text, text, end };
}

function matchAt(pattern: RegExp, text: string, start: number): string {
  pattern.lastIndex = start;
  const found = pattern.exec(text);
  if (found === null) throw new NotPlain();
  return found[0];
}

/** As YAML's core schema has it. @throws NotPlain for an unusual number */
export function plainValue(text: string): InlineScalar['value'] {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (NUMBER.test(text)) return Number(text);
  if (MAYBE_NUMBER.test(text)) throw new NotPlain();
  return text;
}
