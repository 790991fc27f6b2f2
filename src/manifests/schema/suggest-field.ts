import { closest } from '../../lib/closest.ts';
import type { YamlNode } from '../yaml/located-node.ts';
import { parseFieldType, type TypeTable } from './field-type.ts';

/** The field that a mistyped one most likely meant: near in letters, or with the same beginning; `null` when none is. */
export function suggestField(word: string, fields: readonly string[]): string | null {
  const sameButCase = fields.find((field) => field.toLowerCase() === word.toLowerCase());
  return sameButCase ?? closest(word, fields) ?? sameBeginning(word, fields);
}

function sameBeginning(word: string, fields: readonly string[]): string | null {
  let best: string | null = null;
  let longest = Math.max(5, Math.ceil(word.length * 0.6) - 1);
  for (const field of fields) {
    const length = commonPrefix(word, field);
    if (length > longest) [best, longest] = [field, length];
  }
  return best;
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/**
 * Where else below a type a field of this name, for a value of this kind, stands: `advanced.horizontalPodAutoscalerConfig.behavior`.
 * `null` when nowhere within four levels. Breadth first: the shallowest place is the likeliest.
 */
export function fieldElsewhere(
  name: string,
  root: string,
  table: TypeTable,
  kind: YamlNode['kind'],
): string | null {
  let level: readonly (readonly [type: string, path: string])[] = [[root, '']];
  const seen = new Set<string>();
  for (let depth = 0; depth < 4 && level.length > 0; depth++) {
    const next: (readonly [string, string])[] = [];
    for (const [type, path] of level) {
      if (seen.has(type)) continue;
      seen.add(type);
      const fields = table[type] ?? {};
      if (depth > 0 && Object.hasOwn(fields, name) && holds(fields[name] ?? '', kind))
        return `${path}${name}`;
      for (const [field, notation] of Object.entries(fields)) {
        const { base, type: child, shape } = parseFieldType(notation);
        if (base === 'object' && shape === 'one') next.push([child, `${path}${field}.`]);
      }
    }
    level = next;
  }
  return null;
}

/** Whether a field of this type can hold a map, a list or a scalar. */
function holds(notation: string, kind: YamlNode['kind']): boolean {
  const { base, shape } = parseFieldType(notation);
  if (base === 'any') return true;
  if (shape === 'list') return kind === 'list';
  return (shape === 'map' || base === 'object') === (kind === 'map');
}
