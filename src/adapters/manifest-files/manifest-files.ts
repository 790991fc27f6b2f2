import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { ManifestFile } from '../../manifests/read-files.ts';
import { GateError } from '../../model/gate-error.ts';
import type { ManifestSource } from '../../ports/manifest-source.ts';

const YAML_FILE = /(\.ya?ml|(^|\/)Kustomization)$/;
/** Folders with other people's files. */
const SKIPPED = /^(node_modules|\..+)$/;

/** Reads relative to a folder; what is found in folders is YAML by its name, what is named is taken as it is. */
export function makeManifestFiles(cwd: string, stdin: Readable): ManifestSource {
  return {
    read: async (name) => {
      if (name === '-') return [{ name: 'stdin', text: await textOf(stdin), named: true }];
      try {
        const target = path.resolve(cwd, name);
        if (!(await stat(target)).isDirectory()) return [await fileAt(target, slashed(name), true)];
        const found = await yamlBelow(target);
        return await Promise.all(
          found.map((file) => fileAt(path.join(target, file), below(name, file), false)),
        );
      } catch (cause) {
        throw readError(name, cause as NodeJS.ErrnoException);
      }
    },
  };
}

async function fileAt(target: string, name: string, named: boolean): Promise<ManifestFile> {
  return { name, named, text: withoutMark(await readFile(target, 'utf8')) };
}

/** Paths of YAML files below a folder, sorted; symbolic links to folders are not followed. */
async function yamlBelow(folder: string, prefix = ''): Promise<readonly string[]> {
  const entries = await readdir(path.join(folder, prefix), { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory() && !SKIPPED.test(entry.name)) found.push(...(await yamlBelow(folder, name)));
    else if (!entry.isDirectory() && YAML_FILE.test(entry.name)) found.push(name);
  }
  return found;
}

function below(folder: string, file: string): string {
  const clean = slashed(folder).replace(/\/+$/, '');
  return clean === '.' || clean === '' ? file : `${clean.replace(/^\.\//, '')}/${file}`;
}

function slashed(name: string): string {
  return name.replaceAll('\\', '/');
}

async function textOf(stdin: Readable): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return withoutMark(Buffer.concat(chunks).toString('utf8'));
}

/** Editors on Windows begin a file with a byte order mark. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function readError(name: string, cause: NodeJS.ErrnoException): GateError {
  const missing = cause.code === 'ENOENT';
  const what = missing ? 'there is no such file or folder' : cause.message;
  return new GateError(
    missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE',
    `reading manifests from ${name}: ${what}`,
    {
      fault: 'user',
      hint: 'Give a folder, a YAML file, or - for what kustomize or helm print.',
      cause,
    },
  );
}
