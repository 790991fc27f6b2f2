/** Where a module's source names an import or re-export from a specifier, as `line:column`; `null` if nowhere. */
export function importPlace(code: string, specifier: string, name: string): string | null {
  for (const statement of code.matchAll(/\b(?:import|export)\b[^'"]*?from\s*(['"])(.*?)\1/g)) {
    const at = statement[0].search(new RegExp(`\\b${escapeRegExp(name)}\\b`));
    if (statement[2] !== specifier || at < 0) continue;
    const before = code.slice(0, statement.index + at).split('\n');
    return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  }
  return null;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
