/** A metric, or the part of it whose samples carry certain tags. */
export interface MetricKey {
  readonly metric: string;
  /** What is between the braces, as written; `null` for the whole metric. */
  readonly suffix: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

const KEY = /^([a-zA-Z_][a-zA-Z0-9_]*)(?:\{(.*)\})?$/s;

/** `http_req_duration{name:login,status:200}`; quotes and spaces around names and values do not count. `null`: not a key. */
export function parseMetricKey(text: string): MetricKey | null {
  const match = KEY.exec(text.trim());
  const metric = match?.[1];
  if (metric === undefined) return null;
  const suffix = match?.[2];
  if (suffix === undefined) return { metric, suffix: null, tags: {} };
  const pairs = suffix.split(',').map(parseTag);
  return pairs.every((pair) => pair !== null) ? { metric, suffix, tags: Object.fromEntries(pairs) } : null;
}

/** The value may have colons of its own: `group:::checkout`. */
function parseTag(text: string): readonly [string, string] | null {
  const colon = text.indexOf(':');
  const name = trimmed(text.slice(0, Math.max(0, colon)));
  return name === '' ? null : [name, trimmed(text.slice(colon + 1))];
}

function trimmed(text: string): string {
  return text.trim().replace(/^["']|["']$/g, '');
}
