import { join, push, replace } from '../own-methods.ts';

/** An object as `application/x-www-form-urlencoded`; arrays repeat the key, `null` is empty. */
export function encodeForm(fields: object): string {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(fields) as [string, unknown][]) {
    for (const item of Array.isArray(value) ? value : [value]) push(pairs, pair(key, item));
  }
  return join(pairs, '&');
}

/** A form value as text. */
export function fieldText(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

function pair(key: string, value: unknown): string {
  return `${escapeQuery(key)}=${escapeQuery(fieldText(value))}`;
}

/** What `encodeURIComponent` leaves as it is and Go's url.QueryEscape does not. */
const ESCAPES: Readonly<Record<string, string>> = {
  '!': '%21',
  "'": '%27',
  '(': '%28',
  ')': '%29',
  '*': '%2A',
};

/** Escapes as Go's url.QueryEscape does; a space is `+`. */
function escapeQuery(text: string): string {
  const escaped = replace(
    encodeURIComponent(text),
    /[!'()*]/g,
    (character) => ESCAPES[character] ?? character,
  );
  return replace(escaped, /%20/g, () => '+');
}
