import { type Manifest, sameNamespace } from './manifest.ts';
import { type ScaledObject, scaledObjectOf } from './scaled-object.ts';

/** Objects that are applied together: what one of them names is looked for among the others. */
export interface Bundle {
  readonly manifests: readonly Manifest[];
  /** Whole objects by kind; patches are left out. */
  readonly byKind: ReadonlyMap<string, readonly Manifest[]>;
  readonly scaledObjects: readonly ScaledObject[];
}

/** Kinds that an autoscaler can have as its target. */
export const WORKLOAD_KINDS = ['Deployment', 'StatefulSet', 'ReplicaSet'];

export function makeBundle(manifests: readonly Manifest[]): Bundle {
  const byKind = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    if (manifest.partial) continue;
    const same = byKind.get(manifest.kind);
    if (same === undefined) byKind.set(manifest.kind, [manifest]);
    else same.push(manifest);
  }
  const scaledObjects = (byKind.get('ScaledObject') ?? []).map(scaledObjectOf);
  return { manifests, byKind, scaledObjects };
}

export function ofKind({ byKind }: Bundle, ...kinds: readonly string[]): readonly Manifest[] {
  return kinds.flatMap((kind) => byKind.get(kind) ?? []);
}

/** The object of a kind and name that can be in the same namespace; `null` when the bundle has none. */
export function findManifest(
  bundle: Bundle,
  kind: string,
  name: string,
  from: { readonly namespace: string | null },
): Manifest | null {
  return ofKind(bundle, kind).find((other) => other.name === name && sameNamespace(other, from)) ?? null;
}
