/** A `Set-Cookie` line, parsed leniently as browsers do (RFC 6265 section 5.2). */
export interface ParsedCookie {
  readonly name: string;
  readonly value: string;
  /** Lower case, without a leading dot; `''` when the line names none. */
  readonly domain: string;
  /** `''` when the line names none or one that does not begin with `/`. */
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** Seconds; `null` when absent. Zero or less means: delete. */
  readonly maxAge: number | null;
  /** Milliseconds since the epoch; `null` when absent or unreadable. */
  readonly expiresMs: number | null;
}

/** @returns `null` when the line has no name. */
export function parseSetCookie(line: string): ParsedCookie | null {
  const [pair = '', ...attributes] = line.split(';');
  const equals = pair.indexOf('=');
  const name = pair.slice(0, Math.max(equals, 0)).trim();
  if (name === '') return null;
  const given = new Map(attributes.map(splitAttribute));
  return {
    name,
    value: unquote(pair.slice(equals + 1).trim()),
    domain: (given.get('domain') ?? '').replace(/^\./, '').toLowerCase(),
    path: given.get('path')?.startsWith('/') === true ? (given.get('path') ?? '') : '',
    secure: given.has('secure'),
    httpOnly: given.has('httponly'),
    maxAge: integerOrNull(given.get('max-age')),
    expiresMs: dateOrNull(given.get('expires')),
  };
}

function splitAttribute(attribute: string): [string, string] {
  const equals = attribute.indexOf('=');
  if (equals < 0) return [attribute.trim().toLowerCase(), ''];
  return [attribute.slice(0, equals).trim().toLowerCase(), attribute.slice(equals + 1).trim()];
}

function unquote(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

function integerOrNull(text: string | undefined): number | null {
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : null;
}

function dateOrNull(text: string | undefined): number | null {
  if (text === undefined) return null;
  const time = Date.parse(text.replace(/(\d{2})-(\w{3})-(\d{2,4})/, '$1 $2 $3'));
  return Number.isNaN(time) ? null : time;
}
