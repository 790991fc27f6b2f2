import { groupBy } from '../lib/group-by.ts';
import { type Manifest, sameNamespace } from './manifest.ts';
import { type ScaledObject, scaledObjectOf } from './scaled-object.ts';

/** Objects that are applied together: what one of them names is looked for among the others. */
export interface Bundle {
  readonly manifests: readonly Manifest[];
  /** Whole objects by kind; patches are left out. */
  readonly byKind: ReadonlyMap<string, readonly Manifest[]>;
  readonly scaledObjects: readonly ScaledObject[];
  /** Whole objects by kind, then by what tells them apart: for look-ups that must not walk through all of them. */
  readonly index: ReadonlyMap<string, KindIndex>;
}

interface KindIndex {
  readonly byName: ReadonlyMap<string, readonly Manifest[]>;
  readonly byNamespace: ReadonlyMap<string | null, readonly Manifest[]>;
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
  const index = new Map([...byKind].map(([kind, objects]) => [kind, indexOf(objects)]));
  return { manifests, byKind, scaledObjects, index };
}

function indexOf(objects: readonly Manifest[]): KindIndex {
  return {
    byName: groupBy(objects, ({ name }) => name),
    byNamespace: groupBy(objects, ({ namespace }) => namespace),
  };
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
  const index = bundle.index.get(kind);
  const named = index?.byName.get(name) ?? [];
  const near = index?.byNamespace.get(from.namespace) ?? [];
  // A name that every namespace has would make this a walk through all of them.
  if (from.namespace !== null && near.length < named.length) {
    const found = near.find((other) => other.name === name);
    if (found !== undefined) return found;
  }
  return named.find((other) => sameNamespace(other, from)) ?? null;
}

/** Objects of some kinds that can be in the namespace of another. */
export function neighboursOf(
  { index, byKind }: Bundle,
  { namespace }: { readonly namespace: string | null },
  ...kinds: readonly string[]
): readonly Manifest[] {
  return kinds.flatMap((kind) => {
    if (namespace === null) return byKind.get(kind) ?? [];
    const byNamespace = index.get(kind)?.byNamespace;
    return [...(byNamespace?.get(namespace) ?? []), ...(byNamespace?.get(null) ?? [])];
  });
}
