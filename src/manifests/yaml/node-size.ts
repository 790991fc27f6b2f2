import type { YamlNode } from './located-node.ts';

/** Nodes of a map or list with these below it. */
export function sizeOf(nodes: readonly YamlNode[]): number {
  return nodes.reduce((sum, { size }) => sum + size, 1);
}
