import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Something that `@types/k6` declares for scripts: `k6/http.get`, `k6/html.Selection.find`. */
export interface ApiItem {
  readonly module: string;
  readonly name: string;
}

const TYPES = fileURLToPath(new URL('../../node_modules/@types/k6/', import.meta.url));

/** Types that say what an argument looks like, and nothing that a script can call. */
const CLASSES = /^export (?:declare )?(?:abstract )?class (\w+)/;
const FUNCTIONS = /^export (?:declare )?function (\w+)/;
const CONSTANTS = /^export (?:declare )?const (\w+)/;

/** Every function, class, method and constant that `@types/k6` declares, module by module. */
export function apiInventory(): readonly ApiItem[] {
  return modules().flatMap((module) =>
    itemsOf(module, readFileSync(path.join(TYPES, fileOf(module)), 'utf8')),
  );
}

function modules(): readonly string[] {
  const folders = readdirSync(TYPES, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name === 'index.d.ts')
    .map((entry) => path.relative(TYPES, entry.parentPath))
    .filter((folder) => folder !== '' && folder !== 'options');
  return ['k6', ...folders.sort().map((folder) => `k6/${folder}`)];
}

function fileOf(module: string): string {
  return module === 'k6' ? 'index.d.ts' : path.join(module.slice('k6/'.length), 'index.d.ts');
}

function itemsOf(module: string, source: string): readonly ApiItem[] {
  const items = new Set<string>();
  let open: string | null = null;
  for (const line of source.split('\n')) {
    const declared = FUNCTIONS.exec(line)?.[1] ?? CONSTANTS.exec(line)?.[1];
    if (declared !== undefined) items.add(declared);
    const opened = CLASSES.exec(line)?.[1];
    if (opened !== undefined) {
      open = opened;
      items.add(opened);
    } else if (/^\}/.test(line)) open = null;
    else if (open !== null) {
      const member = /^ {4}(?:static )?(?:readonly )?(\w+)\??(?:<[^(]*>)?[(:]/.exec(line)?.[1];
      if (member !== undefined && member !== 'constructor' && member !== '__brand')
        items.add(`${open}.${member}`);
    }
  }
  return [...items].map((name) => ({ module, name }));
}
