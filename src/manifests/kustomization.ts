import type { Problem } from './problem.ts';
import type { YamlNode } from './yaml/located-node.ts';
import { entriesAt, itemsAt, scalarAt } from './yaml/read-node.ts';

/** A `kustomization.yaml` and where it stands; paths have forward slashes. */
export interface Kustomization {
  readonly file: string;
  readonly root: YamlNode;
}

export interface KustomizeLayout {
  /** Files that are applied together, one set for each kustomization that no other one uses. */
  readonly bundles: readonly ReadonlySet<string>[];
  /** Files that some kustomization uses. */
  readonly used: ReadonlySet<string>;
  /** Files that hold patches. */
  readonly patches: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

const FILE_NAME = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;
const RESOURCE_FIELDS = ['resources', 'components', 'bases'];

export function isKustomizationFile(file: string): boolean {
  return FILE_NAME.test(file);
}

/** Which files belong together, as the kustomizations among them say. */
export function kustomizeLayout(all: readonly Kustomization[], files: ReadonlySet<string>): KustomizeLayout {
  const byFolder = new Map(all.map((one) => [folderOf(one.file), one]));
  const problems: Problem[] = [];
  const direct = new Map(all.map((one) => [one, references(one, byFolder, files, problems)]));
  const children = new Set([...direct.values()].flatMap(({ folders }) => folders));
  const roots = all.filter((one) => !children.has(one));
  return {
    bundles: roots.map((root) => closure(root, direct)),
    used: new Set(all.flatMap((one) => [...closure(one, direct)])),
    patches: new Set(all.flatMap(patchFiles)),
    problems,
  };
}

interface References {
  readonly files: readonly string[];
  readonly folders: readonly Kustomization[];
}

function references(
  one: Kustomization,
  byFolder: ReadonlyMap<string, Kustomization>,
  files: ReadonlySet<string>,
  problems: Problem[],
): References {
  const found: { files: string[]; folders: Kustomization[] } = { files: [], folders: [] };
  for (const node of RESOURCE_FIELDS.flatMap((field) => itemsAt(one.root, field))) {
    const path = scalarAt(node)?.text ?? '';
    const target = joined(folderOf(one.file), path);
    const folder = byFolder.get(target);
    if (folder !== undefined) found.folders.push(folder);
    else if (files.has(target)) found.files.push(target);
    else if (isMissing(path, target, files)) {
      const message = `${path} is neither a file nor a folder with a kustomization.yaml`;
      problems.push({ rule: 'kustomize-missing-file', at: node, message });
    }
  }
  for (const patch of patchFiles(one)) if (files.has(patch)) found.files.push(patch);
  return found;
}

/** Only what must be among the files that were read: a neighbour, or something below. */
function isMissing(path: string, target: string, files: ReadonlySet<string>): boolean {
  if (
    path.includes('://') ||
    path.startsWith('..') ||
    /[?@]/.test(path) ||
    /^[\w.-]+\.\w+\/.+\/.+/.test(path)
  )
    return false;
  return /\.(ya?ml|json)$/.test(path)
    ? !files.has(target)
    : ![...files].some((file) => file.startsWith(`${target}/`));
}

function closure(root: Kustomization, direct: ReadonlyMap<Kustomization, References>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (one: Kustomization): void => {
    if (found.has(one.file)) return;
    found.add(one.file);
    const { files, folders } = direct.get(one) ?? { files: [], folders: [] };
    for (const file of files) found.add(file);
    folders.forEach(visit);
  };
  visit(root);
  return found;
}

function patchFiles({ file, root }: Kustomization): readonly string[] {
  const paths = [
    ...itemsAt(root, 'patches').map((patch) => scalarAt(patch, 'path')),
    ...itemsAt(root, 'patchesJson6902').map((patch) => scalarAt(patch, 'path')),
    ...itemsAt(root, 'patchesStrategicMerge').map((patch) => scalarAt(patch)),
    ...entriesAt(root, 'configurations').map(({ value }) => scalarAt(value)),
  ];
  return paths.flatMap((path) => (path === null ? [] : [joined(folderOf(file), path.text)]));
}

function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.';
}

/** `a/b` and `../c/d.yaml` give `a/c/d.yaml`. */
function joined(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '.' || part === '') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  const result = `${folder.startsWith('/') ? '/' : ''}${parts.join('/')}`;
  return result === '' ? '.' : result;
}
