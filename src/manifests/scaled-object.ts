import type { Manifest } from './manifest.ts';
import type { Entry, MapNode, Placed, YamlNode } from './yaml/located-node.ts';
import { entryAt, entryOf, itemsAt, mapAt, textAt } from './yaml/read-node.ts';

/** What an autoscaler scales. */
export interface ScaleTarget {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** A ScaledObject with KEDA's defaults filled in. */
export interface ScaledObject {
  readonly manifest: Manifest;
  readonly target: ScaleTarget;
  readonly min: number;
  readonly max: number;
  /** `null` when it is not set. */
  readonly idle: number | null;
  readonly triggers: readonly Trigger[];
}

export interface Trigger {
  readonly node: YamlNode;
  readonly type: string;
  readonly metadata: MapNode | null;
  readonly metricType: string | null;
}

export const DEFAULT_MAX = 100;
/** Triggers that Kubernetes' own metrics answer: they cannot wake anything from zero. */
const RESOURCE_TRIGGERS = new Set(['cpu', 'memory']);

export function scaledObjectOf(manifest: Manifest): ScaledObject {
  const spec = mapAt(manifest.root, 'spec');
  return {
    manifest,
    target: {
      apiVersion: textAt(spec, 'scaleTargetRef', 'apiVersion') ?? 'apps/v1',
      kind: textAt(spec, 'scaleTargetRef', 'kind') ?? 'Deployment',
      name: textAt(spec, 'scaleTargetRef', 'name') ?? '',
    },
    min: countAt(spec, 'minReplicaCount') ?? 0,
    max: countAt(spec, 'maxReplicaCount') ?? DEFAULT_MAX,
    idle: countAt(spec, 'idleReplicaCount'),
    triggers: triggersOf(manifest),
  };
}

/** A count, also one in quotes, which is a finding of its own. */
export function countAt(spec: YamlNode | null, field: string): number | null {
  const text = textAt(spec, field);
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/** Triggers of a ScaledObject or a ScaledJob. */
export function triggersOf({ root }: Manifest): readonly Trigger[] {
  return itemsAt(root, 'spec', 'triggers').map((node) => ({
    node,
    type: textAt(node, 'type') ?? '',
    metadata: mapAt(node, 'metadata'),
    metricType: textAt(node, 'metricType'),
  }));
}

export function isResourceTrigger({ type }: Trigger): boolean {
  return RESOURCE_TRIGGERS.has(type);
}

/** A value of a trigger's metadata as text; `null` when it is not there. */
export function metadataText({ metadata }: Trigger, key: string): string | null {
  return textAt(metadata, key);
}

export function metadataEntry({ metadata }: Trigger, key: string): Entry | null {
  return entryOf(metadata, key);
}

/** Where to point in a ScaledObject: the value of a field of its spec, or else its name. */
export function specPlace({ manifest }: Pick<ScaledObject, 'manifest'>, ...path: readonly string[]): Placed {
  return (
    entryAt(manifest.root, 'spec', ...path)?.keyNode ??
    entryAt(manifest.root, 'metadata', 'name')?.keyNode ??
    manifest.root
  );
}
