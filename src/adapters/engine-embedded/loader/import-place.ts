/** Where a module's source names an import or re-export from a specifier, as `line:column`; `null` if nowhere. */
export function importPlace(code: string, specifier: string, name: string): string | null {
  for (const statement of code.matchAll(/\b(?:import|export)\b[^'"]*?from\s*(['"])(.*?)\1/g)) {
    const at = statement[0].search(new RegExp(`\\b${escapeRegExp(name)}\\b`));
    if (statement[2] !== specifier || at < 0) continue;
    return placeAt(code, statement.index + at);
  }
  return null;
}

/** Where a module's source names a specifier first, as `line:column` of it; `null` if nowhere. */
export function specifierPlace(code: string, specifier: string): string | null {
  const quoted = new RegExp(`(['"\`])${escapeRegExp(specifier)}\\1`).exec(code);
  return quoted === null ? null : placeAt(code, quoted.index);
}

function placeAt(code: string, index: number): string {
  const before = code.slice(0, index).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
