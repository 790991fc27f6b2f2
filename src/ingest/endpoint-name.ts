/** Longest endpoint name that is kept; the rest of a longer one is cut. */
export const MAX_NAME_LENGTH = 200;

/** ECMA-48 escape sequences: colours and cursor movements that would act on a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const ESCAPE_SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** Control characters, line separators, and characters that reorder or hide text. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu;
const USER_INFO = /\/\/[^/?#@\s]+@/;

/**
 * A text from outside made fit for reports: no control, escape or direction-changing characters, no
 * credentials in a URL, one line, at most `MAX_NAME_LENGTH` characters.
 */
export function cleanName(raw: string): string {
  // A name of megabytes is cut before the expressions run over it.
  const text = raw
    .slice(0, MAX_NAME_LENGTH * 4)
    .replace(ESCAPE_SEQUENCE, '')
    .replace(UNPRINTABLE, ' ')
    .replace(/\s+/g, ' ')
    .replace(USER_INFO, '//')
    .trim();
  const characters = [...text];
  return characters.length > MAX_NAME_LENGTH ? `${characters.slice(0, MAX_NAME_LENGTH - 1).join('')}…` : text;
}

/** `GET /search` of a sample's tags (`url` where `name` is off); `null` when the tags name no endpoint. */
export function endpointOf(tags: Readonly<Record<string, unknown>>): string | null {
  const name = textOf(tags.name) || textOf(tags.url);
  if (name === '') return null;
  const method = textOf(tags.method);
  // Many scripts name their requests `GET /search` themselves.
  const isNamedSo = method !== '' && name.startsWith(`${method} `);
  return cleanName(isNamedSo ? name : `${method} ${name}`) || null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
