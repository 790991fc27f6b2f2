import { type CheckResult, checkFiles } from '../manifests/check-files.ts';
import type { ManifestFile } from '../manifests/read-files.ts';
import { RULES } from '../manifests/rules/rules.ts';
import { GateError } from '../model/gate-error.ts';
import type { ManifestSource } from '../ports/manifest-source.ts';

/**
 * Checks everything at the given paths together: what one file names is looked for in the others.
 * @throws GateError FILE_NOT_FOUND, FILE_UNREADABLE
 */
export async function checkManifests(paths: readonly string[], source: ManifestSource): Promise<CheckResult> {
  const files = new Map<string, ManifestFile>();
  for (const path of paths) {
    const read = await source.read(path);
    if (read.length === 0) throw nothingThere(path);
    for (const file of read) files.set(file.name, file);
  }
  return checkFiles([...files.values()], RULES);
}

function nothingThere(path: string): GateError {
  return new GateError(
    'FILE_NOT_FOUND',
    `reading manifests from ${path}: no file below it ends in .yaml or .yml`,
    {
      fault: 'user',
      hint: 'Give a folder with manifests, a file, or - for what kustomize or helm print.',
    },
  );
}
