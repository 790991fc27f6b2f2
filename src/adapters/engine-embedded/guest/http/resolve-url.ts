/** A reference of a page at `base` as a whole URL (RFC 3986, section 5.2). */
export function resolveUrl(reference: string, base: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return reference;
  const [, origin = '', given = '', query = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)([^?#]*)(\?[^#]*)?/i.exec(base) ?? [];
  const path = given === '' ? '/' : given;
  if (reference.startsWith('//')) return `${origin.slice(0, origin.indexOf(':') + 1)}${reference}`;
  const [, target = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(reference) ?? [];
  if (target === '') return `${origin}${path}${rest.startsWith('?') ? '' : query}${rest}`;
  const full = target.startsWith('/')
    ? target
    : `${path.slice(0, path.lastIndexOf('/') + 1) || '/'}${target}`;
  return `${origin}${withoutDots(full)}${rest}`;
}

function withoutDots(path: string): string {
  const kept: string[] = [];
  const parts = path.split('/');
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (part === '..') {
      if (kept.length > 1) kept.pop();
      if (isLast) kept.push('');
    } else if (part === '.') {
      if (isLast) kept.push('');
    } else kept.push(part);
  }
  return kept.join('/');
}
