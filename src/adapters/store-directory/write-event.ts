import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { errorCode, type StoreFiles } from './store-files.ts';

/** File systems without hard links answer with one of these. */
const NO_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EXDEV',
  'EINVAL',
]);

/**
 * Puts a text under a name of a folder, all of it or nothing, and never over another file.
 * @returns `false` when the name is taken
 */
export async function publishFile(
  files: StoreFiles,
  folder: string,
  name: string,
  text: string,
): Promise<boolean> {
  const temporary = path.join(folder, `.${name}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`);
  try {
    await files.create(temporary, text);
    const isNew = await moveWithoutReplacing(files, temporary, path.join(folder, name));
    await files.flushFolder(folder);
    return isNew;
  } finally {
    await files.remove(temporary).catch(() => undefined);
  }
}

/** Moves a file to a name that must be free. @returns `false` when it is not, and leaves both as they are */
export async function moveWithoutReplacing(files: StoreFiles, from: string, to: string): Promise<boolean> {
  try {
    await files.link(from, to);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (!NO_LINKS.has(errorCode(error))) throw error;
    return renameToFreeName(files, from, to);
  }
  await files.remove(from);
  return true;
}

/** Not atomic against another writer of the same name, but names belong to one event with one content. */
async function renameToFreeName(files: StoreFiles, from: string, to: string): Promise<boolean> {
  const taken = await files.info(to).then(
    () => true,
    () => false,
  );
  if (taken) return false;
  await files.rename(from, to);
  return true;
}
