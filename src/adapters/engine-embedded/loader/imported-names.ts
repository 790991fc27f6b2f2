/** What a module takes from another one, as its text has it. */
export interface ImportedNames {
  /** By `import { name }` or `export { name } from`: they must be there. */
  readonly named: readonly string[];
  /** Read from a namespace, `import * as all`: they may be missing. */
  readonly members: readonly string[];
}

const FROM = /\b(?:import|export)\b([^'"`;()]*?)\bfrom\s*(['"])(.*?)\2/g;

/** The names that a module's code takes from a specifier. */
export function importedNames(code: string, specifier: string): ImportedNames {
  const clauses = [...code.matchAll(FROM)].filter((found) => found[3] === specifier).map((found) => found[1]);
  const named = clauses.flatMap((clause) => namesIn(clause ?? '', /\{([^}]*)\}/));
  const spaces = clauses.flatMap((clause) => /\*\s*as\s+([\w$]+)/.exec(clause ?? '')?.[1] ?? []);
  return { named: unique(named), members: unique(spaces.flatMap((space) => membersOf(code, space))) };
}

function membersOf(code: string, space: string): readonly string[] {
  const name = space.replace(/\$/g, '\\$');
  const read = [...code.matchAll(new RegExp(`(?<![\\w$.])${name}\\??\\.([A-Za-z_$][\\w$]*)`, 'g'))];
  const taken = [...code.matchAll(new RegExp(`\\{([^{}]*)\\}\\s*=\\s*${name}(?![\\w$.(])`, 'g'))];
  return [
    ...read.map((found) => found[1] ?? ''),
    ...taken.flatMap((found) => namesIn(`{${found[1]}}`, /\{([^}]*)\}/)),
  ];
}

/** Names before `as` or `:` in a list in braces. */
function namesIn(text: string, list: RegExp): readonly string[] {
  const inside = (list.exec(text)?.[1] ?? '').replace(/\/\*.*?\*\/|\/\/.*$/gms, '');
  return inside.split(',').flatMap((part) => /^\s*(?:type\s+)?([A-Za-z_$][\w$]*)/.exec(part)?.[1] ?? []);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => name !== 'default');
}
