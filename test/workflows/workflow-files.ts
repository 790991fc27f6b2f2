import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { ActionContract } from './rules/known-inputs.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Workflow files that GitHub runs or that people paste, relative to the repository. */
export async function workflowFiles(): Promise<string[]> {
  const own = (await readdir(path.join(ROOT, '.github/workflows'))).map(
    (name) => `.github/workflows/${name}`,
  );
  const entries = await readdir(path.join(ROOT, 'examples'), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const pasted = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(path.join(ROOT, 'examples', folder))).map((name) => `examples/${folder}/${name}`),
    ),
  );
  return [...own, ...pasted.flat()].filter((file) => /\/[^./][^/]*\.ya?ml$/.test(file)).sort();
}

export function readRepositoryFile(file: string): Promise<string> {
  return readFile(path.join(ROOT, file), 'utf8');
}

/** The names that action.yml declares. */
export async function actionContract(): Promise<ActionContract> {
  const { inputs, outputs } = parse(await readRepositoryFile('action.yml'));
  return { inputs: Object.keys(inputs), outputs: Object.keys(outputs) };
}
