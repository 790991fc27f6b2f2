/** An object as `application/x-www-form-urlencoded`; arrays repeat the key, `null` is empty. */
export function encodeForm(fields: object): string {
  return Object.entries(fields)
    .flatMap(([key, value]: [string, unknown]) =>
      Array.isArray(value) ? value.map((item) => pair(key, item)) : [pair(key, value)],
    )
    .join('&');
}

/** A form value as text. */
export function fieldText(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

function pair(key: string, value: unknown): string {
  return `${escapeQuery(key)}=${escapeQuery(fieldText(value))}`;
}

/** Escapes as Go's url.QueryEscape does: a space is `+`, and `!'()*` are escaped. */
function escapeQuery(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
}
