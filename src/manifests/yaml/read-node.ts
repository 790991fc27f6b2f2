import type { Entry, ListNode, MapNode, ScalarNode, YamlNode } from './located-node.ts';

/** The node at a path of keys and indexes; `null` when there is none or it is null. */
export function nodeAt(node: YamlNode | null, ...path: readonly (string | number)[]): YamlNode | null {
  let current: YamlNode | null = node;
  for (const step of path) {
    if (current === null) return null;
    current = typeof step === 'number' ? itemOf(current, step) : (entryOf(current, step)?.value ?? null);
  }
  return current?.kind === 'scalar' && current.value === null ? null : current;
}

export function entryOf(node: YamlNode | null, key: string): Entry | null {
  return node?.kind === 'map' ? (node.entries.get(key) ?? null) : null;
}

/** The entry of a map that a path of keys leads to: for findings that point at the key. */
export function entryAt(node: YamlNode | null, ...path: readonly string[]): Entry | null {
  const parents = path.slice(0, -1);
  return entryOf(nodeAt(node, ...parents), path.at(-1) ?? '');
}

function itemOf(node: YamlNode, index: number): YamlNode | null {
  return node.kind === 'list' ? (node.items[index] ?? null) : null;
}

/** The map at a path; `null` for anything else. */
export function mapAt(node: YamlNode | null, ...path: readonly (string | number)[]): MapNode | null {
  const found = nodeAt(node, ...path);
  return found?.kind === 'map' ? found : null;
}

export function listAt(node: YamlNode | null, ...path: readonly (string | number)[]): ListNode | null {
  const found = nodeAt(node, ...path);
  return found?.kind === 'list' ? found : null;
}

/** Items of the list at a path; none where there is no list. */
export function itemsAt(node: YamlNode | null, ...path: readonly (string | number)[]): readonly YamlNode[] {
  return listAt(node, ...path)?.items ?? [];
}

export function entriesAt(node: YamlNode | null, ...path: readonly (string | number)[]): readonly Entry[] {
  return [...(mapAt(node, ...path)?.entries.values() ?? [])];
}

export function scalarAt(node: YamlNode | null, ...path: readonly (string | number)[]): ScalarNode | null {
  const found = nodeAt(node, ...path);
  return found?.kind === 'scalar' ? found : null;
}

/** The text at a path, also of a number or boolean that should have been text; `null` when there is none. */
export function textAt(node: YamlNode | null, ...path: readonly (string | number)[]): string | null {
  const found = scalarAt(node, ...path);
  if (found === null) return null;
  return typeof found.value === 'string' ? found.value : found.text;
}

/** The number at a path; `null` where something else stands. */
export function numberAt(node: YamlNode | null, ...path: readonly (string | number)[]): number | null {
  const value = scalarAt(node, ...path)?.value;
  return typeof value === 'number' ? value : null;
}
