import { formatDuration, parseDuration } from '../lib/duration.ts';
import { type ParsedRatio, parseLimit, parseShare } from '../lib/ratio.ts';
import { accepted, type Parsed, quote, refused, type Setting } from './setting.ts';

interface Words {
  readonly name: string;
  readonly help: string;
}

/** Numbers in a file are as good as text on a command line. */
function textOf(raw: unknown): string | null {
  if (typeof raw === 'string') return raw.trim();
  return typeof raw === 'number' && Number.isFinite(raw) ? String(raw) : null;
}

function valueSetting<T>(
  words: Words,
  placeholder: string,
  fallback: T,
  fallbackText: string,
  read: (text: string) => Parsed<T>,
  expected: string,
): Setting<T> {
  const parse = (raw: unknown): Parsed<T> => {
    const text = textOf(raw);
    return text === null ? refused(expected) : read(text);
  };
  return { ...words, placeholder, fallback, fallbackText, repeatable: false, parse };
}

export function switchSetting(words: Words, fallback = false): Setting<boolean> {
  const parse = (raw: unknown): Parsed<boolean> => {
    if (typeof raw === 'boolean') return accepted(raw);
    if (raw === 'true' || raw === '1' || raw === 'yes') return accepted(true);
    if (raw === 'false' || raw === '0' || raw === 'no') return accepted(false);
    return refused('true or false');
  };
  return { ...words, placeholder: null, fallback, fallbackText: '', repeatable: false, parse };
}

export function textSetting(words: Words, placeholder: string, fallback: string): Setting<string> {
  const read = (text: string) => (text === '' ? refused<string>('some text') : accepted(text));
  return valueSetting(words, placeholder, fallback, fallback, read, 'some text');
}

export function optionalTextSetting(words: Words, placeholder: string): Setting<string | null> {
  const read = (text: string) => (text === '' ? refused<string | null>('some text') : accepted(text));
  return valueSetting<string | null>(words, placeholder, null, '', read, 'some text');
}

export function choiceSetting<T extends string>(
  words: Words,
  choices: readonly T[],
  fallback: T,
): Setting<T> {
  const expected = `one of ${choices.join(', ')}`;
  const read = (text: string): Parsed<T> => {
    const choice = choices.find((candidate) => candidate === text);
    return choice === undefined ? refused(expected) : accepted(choice);
  };
  return valueSetting(words, choices.join('|'), fallback, fallback, read, expected);
}

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

export function wholeNumberSetting<T extends number | null>(
  words: Words,
  bounds: Bounds,
  fallback: T,
): Setting<number | T> {
  const expected = `a whole number from ${bounds.min} to ${bounds.max}`;
  const read = (text: string): Parsed<number | T> => {
    const value = Number(text);
    const fits = /^\d+$/.test(text) && value >= bounds.min && value <= bounds.max;
    return fits ? accepted(value) : refused(expected);
  };
  return valueSetting<number | T>(
    words,
    'N',
    fallback,
    fallback === null ? '' : String(fallback),
    read,
    expected,
  );
}

/** A number that may have decimals. */
export function numberSetting<T extends number | null>(
  words: Words,
  bounds: Bounds,
  fallback: T,
): Setting<number | T> {
  const expected = `a number from ${bounds.min} to ${bounds.max}`;
  const read = (text: string): Parsed<number | T> => {
    const value = Number(text);
    const fits = /^\d+(\.\d+)?$/.test(text) && value >= bounds.min && value <= bounds.max;
    return fits ? accepted(value) : refused(expected);
  };
  const fallbackText = fallback === null ? '' : String(fallback);
  return valueSetting<number | T>(words, 'N', fallback, fallbackText, read, expected);
}

/** Milliseconds; `bounds` too. */
export function durationSetting(words: Words, bounds: Bounds, fallbackMs: number): Setting<number> {
  const expected = `a duration from ${formatDuration(bounds.min)} to ${formatDuration(bounds.max)}, such as 60s or 1m30s`;
  const read = (text: string): Parsed<number> => {
    const ms = parseDuration(text);
    return ms !== null && ms >= bounds.min && ms <= bounds.max ? accepted(ms) : refused(expected);
  };
  return valueSetting(words, 'TIME', fallbackMs, formatDuration(fallbackMs), read, expected);
}

/** The same, and `null` when it is not given; `insteadText` says what then stands in for it. */
export function optionalDurationSetting(
  words: Words,
  bounds: Bounds,
  insteadText = '',
): Setting<number | null> {
  const { parse } = durationSetting(words, bounds, bounds.min);
  return {
    ...words,
    placeholder: 'TIME',
    fallback: null,
    fallbackText: insteadText,
    repeatable: false,
    parse,
  };
}

function ratioSetting(
  words: Words,
  fallback: number,
  fallbackText: string,
  read: (text: string) => ParsedRatio,
): Setting<number> {
  const parse = (text: string): Parsed<number> => {
    const parsed = read(text);
    return parsed.ok ? accepted(parsed.ratio) : refused(parsed.expected);
  };
  return valueSetting(words, 'P%', fallback, fallbackText, parse, 'a percentage such as 20%');
}

/** A relative limit as a ratio: `20%`, `20` and `+20%` are 0.2. */
export function limitSetting(words: Words, fallback: number): Setting<number> {
  return ratioSetting(words, fallback, `${fallback * 100}%`, parseLimit);
}

export function shareSetting(words: Words, fallback: number, bareIsShare = false): Setting<number> {
  const fallbackText = bareIsShare ? String(fallback) : `${fallback * 100}%`;
  return ratioSetting(words, fallback, fallbackText, (text) => parseShare(text, bareIsShare));
}

const PAIR = /^([A-Za-z_][A-Za-z0-9_]*)=([\s\S]*)$/;

/** `-e K=V`, repeatable; a map in the file. Values may be secrets: no message quotes them. */
export function pairsSetting(words: Words): Setting<Readonly<Record<string, string>>> {
  const expected = 'NAME=VALUE with a name of letters, digits and _';
  const parse = (raw: unknown): Parsed<Readonly<Record<string, string>>> => {
    const texts = pairTexts(raw);
    if (texts === null) return refused(expected, 'values of another kind');
    const pairs: Record<string, string> = Object.create(null);
    for (const text of texts) {
      const match = PAIR.exec(text);
      if (match === null) return refused(expected, nameOfPair(text));
      pairs[match[1] ?? ''] = match[2] ?? '';
    }
    return accepted({ ...pairs });
  };
  return { ...words, placeholder: 'K=V', fallback: {}, fallbackText: '', repeatable: true, parse };
}

function nameOfPair(text: string): string {
  const end = text.indexOf('=');
  return end < 0 ? 'a text without =' : `${quote(text.slice(0, end))} as a name`;
}

function pairTexts(raw: unknown): readonly string[] | null {
  if (typeof raw === 'string') return raw.split('\n').filter((line) => line.trim() !== '');
  if (Array.isArray(raw)) return raw.every((item) => typeof item === 'string') ? raw : null;
  if (typeof raw !== 'object' || raw === null) return null;
  const entries = Object.entries(raw);
  return entries.every(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    ? entries.map(([name, value]) => `${name}=${value}`)
    : null;
}

/** Texts that may be given several times; a list (or one text) in the file. */
export function textsSetting(words: Words, placeholder: string): Setting<readonly string[]> {
  const parse = (raw: unknown): Parsed<readonly string[]> => {
    const list = typeof raw === 'string' ? [raw] : raw;
    const fits = Array.isArray(list) && list.every((item) => typeof item === 'string' && item.trim() !== '');
    return fits ? accepted(list.map((item: string) => item.trim())) : refused('one or more texts');
  };
  return { ...words, placeholder, fallback: [], fallbackText: '', repeatable: true, parse };
}
