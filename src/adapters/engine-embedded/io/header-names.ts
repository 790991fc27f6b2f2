/** Go's canonical form of a header name: `content-type` is `Content-Type`. Names with odd characters stay as they are. */
export function canonicalHeaderName(name: string): string {
  const known = CACHE.get(name);
  if (known !== undefined) return known;
  const canonical = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)
    ? name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
    : name;
  if (CACHE.size < 1000) CACHE.set(name, canonical);
  return canonical;
}

const CACHE = new Map<string, string>();

/** Response headers as k6 shows them: canonical names, repeated ones joined by `", "`. */
export function joinHeaders(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  // Without a prototype: `__proto__` is a name like others.
  const joined: Record<string, string> = Object.create(null);
  for (const [name, value] of pairs) {
    const canonical = canonicalHeaderName(name);
    const before = joined[canonical];
    joined[canonical] = before === undefined ? value : `${before}, ${value}`;
  }
  return joined;
}
