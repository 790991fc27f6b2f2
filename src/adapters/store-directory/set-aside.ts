import path from 'node:path';
import type { Notice } from '../../model/run.ts';
import type { StoreFiles } from './store-files.ts';
import { problemOf } from './store-problem.ts';
import { moveWithoutReplacing } from './write-event.ts';

/** Beside the event files of a key. */
export const DAMAGED_FOLDER = 'damaged';

const MAX_NAMES = 1_000;

/** Moves a damaged file out of the way, never over another one; the answer tells the user. */
export async function setAside(
  files: StoreFiles,
  folder: string,
  name: string,
  cause: string,
): Promise<Notice> {
  const file = path.join(folder, name);
  const damage = `The baseline file ${file} is damaged: ${cause}.`;
  try {
    const moved = await moveToFreeName(files, folder, name);
    return { code: 'store-damaged-file', text: `${damage} It was moved to ${moved}; the others stand.` };
  } catch (error) {
    const why = problemOf(error).cause;
    return { code: 'store-damaged-file', text: `${damage} It was left out, and left where it is (${why}).` };
  }
}

/** Names of files that were set aside earlier. */
export async function filesSetAside(files: StoreFiles, folder: string): Promise<readonly string[]> {
  return files.names(path.join(folder, DAMAGED_FOLDER)).catch(() => []);
}

async function moveToFreeName(files: StoreFiles, folder: string, name: string): Promise<string> {
  const damaged = path.join(folder, DAMAGED_FOLDER);
  await files.makeFolder(damaged);
  for (let attempt = 1; attempt <= MAX_NAMES; attempt++) {
    const target = path.join(damaged, attempt === 1 ? name : `${name}.${attempt}`);
    if (await moveWithoutReplacing(files, path.join(folder, name), target)) return target;
  }
  throw new Error(`${damaged} is full of files of this name`);
}
