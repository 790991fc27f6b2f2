import { headOf, type Manifest } from '../manifest.ts';
import type { Problem } from '../problem.ts';
import { entryAt } from '../yaml/read-node.ts';
import { checkShape } from './check-shape.ts';
import { lookUpKind, TYPE_TABLE } from './kinds.ts';

/** Reports what is wrong with an object's fields; `false` when its kind is not in the tables. */
export function checkKind(manifest: Manifest, report: (problem: Problem) => void): boolean {
  const { root, apiVersion, kind, partial } = manifest;
  const answer = lookUpKind(apiVersion, kind);
  if (answer.kind === 'unchecked') return false;
  if (answer.kind === 'wrong') {
    const at = entryAt(root, 'apiVersion')?.value ?? root;
    const { message, fix } = answer;
    report({ rule: 'unknown-kind', at, message, ...(fix === null ? {} : { fix }) });
    return true;
  }
  checkShape(root, answer.type, '', headOf(manifest), { table: TYPE_TABLE, partial, report });
  if (entryAt(root, 'metadata', 'name') === null && !isNameless(manifest))
    report({ rule: 'missing-field', at: headOf(manifest), message: 'metadata.name is missing' });
  return true;
}

function isNameless({ kind, root, partial }: Manifest): boolean {
  return (
    partial ||
    kind === 'Kustomization' ||
    kind === 'Component' ||
    entryAt(root, 'metadata', 'generateName') !== null
  );
}
