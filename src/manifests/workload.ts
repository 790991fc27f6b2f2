import { parseQuantity } from '../lib/quantity.ts';
import { type Bundle, ofKind, WORKLOAD_KINDS } from './bundle.ts';
import type { Manifest } from './manifest.ts';
import type { MapNode, Placed, YamlNode } from './yaml/located-node.ts';
import { entriesAt, entryOf, itemsAt, mapAt, textAt } from './yaml/read-node.ts';

export function podSpecOf({ root }: Manifest): MapNode | null {
  return mapAt(root, 'spec', 'template', 'spec');
}

/** Containers that run beside each other, sidecars among the init containers included. */
export function containersOf(workload: Manifest): readonly YamlNode[] {
  const pod = podSpecOf(workload);
  const sidecars = itemsAt(pod, 'initContainers').filter((one) => textAt(one, 'restartPolicy') === 'Always');
  return [...itemsAt(pod, 'containers'), ...sidecars];
}

/** Where findings about a container point: its name. */
export function containerPlace(container: YamlNode): Placed {
  return entryOf(container, 'name')?.value ?? container;
}

/** What one pod asks for, in cores or bytes; `null` when a container asks for nothing. */
export function podRequest(workload: Manifest, resource: string): number | null {
  let sum = 0;
  for (const container of containersOf(workload)) {
    const asked = resourceOf(container, 'requests', resource) ?? resourceOf(container, 'limits', resource);
    if (asked === null) return null;
    sum += asked;
  }
  return sum;
}

/** A container's request or limit; `null` when it has none that is a quantity. */
export function resourceOf(
  container: YamlNode,
  kind: 'requests' | 'limits',
  resource: string,
): number | null {
  const text = textAt(container, 'resources', kind, resource);
  return text === null ? null : parseQuantity(text);
}

/** Labels of a map such as `metadata.labels`. */
export function labelsAt(node: YamlNode | null, ...path: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    entriesAt(node, ...path).map(({ key, value }) => [key, value.kind === 'scalar' ? value.text : '']),
  );
}

export function podLabels({ root }: Manifest): ReadonlyMap<string, string> {
  return labelsAt(root, 'spec', 'template', 'metadata', 'labels');
}

/** Whether a label selector's `matchLabels` all hold; selectors by expression hold for anything. */
export function selects(selector: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string>): boolean {
  return [...selector].every(([name, value]) => labels.get(name) === value);
}

export function workloadsIn(bundle: Bundle): readonly Manifest[] {
  return ofKind(bundle, ...WORKLOAD_KINDS);
}
