import type { Problem } from './problem.ts';
import type { MapNode, Placed, YamlNode } from './yaml/located-node.ts';
import { entryAt, itemsAt, mapAt, nodeAt, textAt } from './yaml/read-node.ts';

/** One Kubernetes object as it stands in a file. */
export interface Manifest {
  readonly file: string;
  readonly root: MapNode;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** `null` when the file leaves it to whoever applies it. */
  readonly namespace: string | null;
  /** A kustomize patch: it says only what it changes. */
  readonly partial: boolean;
}

export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
  /** Nothing of Kubernetes in this document: a chart's values, a workflow, a patch in JSON's form. */
  readonly foreign: boolean;
}

/** The objects of a document: one, or those of a `List`. */
export function manifestsOf(file: string, root: YamlNode, partial: boolean): ReadManifests {
  const [apiVersion, kind] = [textAt(root, 'apiVersion'), textAt(root, 'kind')];
  if (root.kind !== 'map' || (apiVersion === null && kind === null))
    return { manifests: [], problems: [], foreign: true };
  if (apiVersion === null || kind === null) {
    if (!looksLikeKubernetes(root)) return { manifests: [], problems: [], foreign: true };
    const missing = apiVersion === null ? 'apiVersion' : 'kind';
    return {
      manifests: [],
      problems: [{ rule: 'missing-field', at: root, message: `${missing} is missing` }],
      foreign: false,
    };
  }
  if (/List$/.test(kind) && nodeAt(root, 'items') !== null) return listItems(file, root, partial);
  const manifest = { file, root, apiVersion, kind, partial };
  const [name, namespace] = [textAt(root, 'metadata', 'name'), textAt(root, 'metadata', 'namespace')];
  return { manifests: [{ ...manifest, name: name ?? '', namespace }], problems: [], foreign: false };
}

function looksLikeKubernetes(root: MapNode): boolean {
  return mapAt(root, 'metadata') !== null && (mapAt(root, 'spec') ?? mapAt(root, 'data')) !== null;
}

function listItems(file: string, root: MapNode, partial: boolean): ReadManifests {
  const read = itemsAt(root, 'items').map((item) => manifestsOf(file, item, partial));
  const strangers = read.flatMap(({ foreign }, index) => (foreign ? [itemsAt(root, 'items')[index]] : []));
  return {
    manifests: read.flatMap(({ manifests }) => manifests),
    problems: [
      ...read.flatMap(({ problems }) => problems),
      ...strangers.flatMap((at) =>
        at === undefined
          ? []
          : [{ rule: 'missing-field', at, message: 'an item of a List without apiVersion and kind' }],
      ),
    ],
    foreign: false,
  };
}

/** Kind and name, as messages call an object. */
export function titleOf({ kind, name }: Manifest): string {
  return name === '' ? kind : `${kind} ${name}`;
}

/** Whether two objects can be in one namespace: what names none can be in any. */
export function sameNamespace(a: { namespace: string | null }, b: { namespace: string | null }): boolean {
  return a.namespace === null || b.namespace === null || a.namespace === b.namespace;
}

/** Where to point for the whole object: its name, or its beginning. */
export function headOf({ root }: Manifest): Placed {
  return entryAt(root, 'metadata', 'name')?.value ?? entryAt(root, 'kind')?.keyNode ?? root;
}
