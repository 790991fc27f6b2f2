import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { GateError } from '../../model/gate-error.ts';

export interface K6Search {
  /** `--k6-path`; `null` looks through PATH. */
  readonly explicit: string | null;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
}

type Usable = 'executable' | 'not-executable' | 'folder' | 'missing';

/** A message that lists more folders than this helps nobody. */
const MAX_FOLDERS_TOLD = 12;

/**
 * The absolute path of the k6 binary.
 * @throws GateError ENGINE_NOT_FOUND when PATH has none (the message lists where it looked); FILE_NOT_FOUND or
 *   ENGINE_UNSUPPORTED when the file that was named is missing or cannot be executed
 */
export async function findK6(search: K6Search): Promise<string> {
  if (search.explicit !== null) return explicitK6(path.resolve(search.cwd, search.explicit), search);
  const folders = pathFolders(search);
  const unusable: string[] = [];
  for (const file of folders.flatMap((folder) => candidates(path.join(folder, 'k6'), search))) {
    const found = await usability(file, search.platform);
    if (found === 'executable') return file;
    if (found === 'not-executable') unusable.push(file);
  }
  throw notOnPath(folders, unusable);
}

async function explicitK6(named: string, search: K6Search): Promise<string> {
  for (const file of candidates(named, search)) {
    const found = await usability(file, search.platform);
    if (found === 'executable') return file;
    if (found === 'missing') continue;
    const what = found === 'folder' ? 'it is a folder' : 'it is not executable';
    const hint = found === 'folder' ? `Name the binary itself: ${path.join(file, 'k6')}` : `chmod +x ${file}`;
    throw new GateError('ENGINE_UNSUPPORTED', `starting k6 at ${file} (--k6-path): ${what}`, {
      fault: 'user',
      hint,
    });
  }
  throw new GateError('FILE_NOT_FOUND', `looking for k6 at ${named} (--k6-path): there is no such file`, {
    fault: 'user',
    hint: 'Correct --k6-path, or leave it out to look through PATH.',
  });
}

function notOnPath(folders: readonly string[], unusable: readonly string[]): GateError {
  const told = folders.slice(0, MAX_FOLDERS_TOLD).join(', ');
  const more = folders.length > MAX_FOLDERS_TOLD ? ` and ${folders.length - MAX_FOLDERS_TOLD} more` : '';
  const where = folders.length === 0 ? 'PATH is empty' : `looked in ${told}${more}`;
  const blocked = unusable.length === 0 ? '' : `; not executable: ${unusable.join(', ')}`;
  return new GateError('ENGINE_NOT_FOUND', `k6 was not found on PATH: ${where}${blocked}`, {
    fault: 'environment',
    hint: 'Install k6 (https://grafana.com/docs/k6/latest/set-up/install-k6/), name it with --k6-path, or use --engine embedded.',
  });
}

function pathFolders({ variables, cwd, platform }: K6Search): readonly string[] {
  const name = Object.keys(variables).find((key) => key === 'PATH' || isWindowsPath(key, platform));
  const value = (name === undefined ? undefined : variables[name]) ?? '';
  const folders = value.split(platform === 'win32' ? ';' : ':').filter((folder) => folder.trim() !== '');
  return [...new Set(folders.map((folder) => path.resolve(cwd, folder)))];
}

function isWindowsPath(key: string, platform: NodeJS.Platform): boolean {
  return platform === 'win32' && key.toUpperCase() === 'PATH';
}

/** On Windows only what needs no shell: `.exe` and `.com`, in the order of PATHEXT. */
function candidates(file: string, { variables, platform }: K6Search): readonly string[] {
  if (platform !== 'win32') return [file];
  const extensions = (variables.PATHEXT ?? '.COM;.EXE').toLowerCase().split(';');
  if (extensions.some((extension) => extension !== '' && file.toLowerCase().endsWith(extension)))
    return [file];
  return extensions.filter((extension) => ['.exe', '.com'].includes(extension)).map((e) => `${file}${e}`);
}

async function usability(file: string, platform: NodeJS.Platform): Promise<Usable> {
  const found = await stat(file).catch(() => null);
  if (found === null) return 'missing';
  if (found.isDirectory()) return 'folder';
  if (platform === 'win32') return 'executable';
  // Root may "access" everything; without an x bit it still cannot be executed.
  if ((found.mode & 0o111) === 0) return 'not-executable';
  return access(file, constants.X_OK).then(
    () => 'executable' as const,
    () => 'not-executable' as const,
  );
}
