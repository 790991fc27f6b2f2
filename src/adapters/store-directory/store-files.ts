import { type FileHandle, link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** The file operations that the store needs; injected, so that a full or broken disk can be tested. */
export interface StoreFiles {
  names(folder: string): Promise<readonly string[]>;
  info(file: string): Promise<{ readonly bytes: number; readonly modifiedMs: number }>;
  read(file: string): Promise<string>;
  makeFolder(folder: string): Promise<void>;
  /** Creates a file that must not exist, and returns when its content is on the disk. */
  create(file: string, text: string): Promise<void>;
  /** Gives a file another name beside its own; `EEXIST` when that is taken. */
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
  /** Makes the names of a folder survive a power cut, where the system can. */
  flushFolder(folder: string): Promise<void>;
}

export const nodeStoreFiles: StoreFiles = {
  names: (folder) => readdir(folder),
  async info(file) {
    const { size, mtimeMs } = await stat(file);
    return { bytes: size, modifiedMs: mtimeMs };
  },
  read: (file) => readFile(file, 'utf8'),
  makeFolder,
  async create(file, text) {
    const handle = await open(file, 'wx', 0o644);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  link,
  rename,
  remove: (file) => rm(file, { force: true }),
  async flushFolder(folder) {
    let handle: FileHandle | null = null;
    try {
      handle = await open(folder, 'r');
      await handle.sync();
    } catch {
      // Windows and some network file systems cannot; the file's own content is safe already.
    } finally {
      await handle?.close();
    }
  },
};

/**
 * Makes a folder and those above it. Not by `mkdir({recursive: true})`, which never returns where a folder cannot
 * be made although the one above exists (seen under /proc with Node 20).
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    await makeOneFolder(folder);
  } catch (error) {
    const parent = path.dirname(folder);
    if (errorCode(error) !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent);
    await makeOneFolder(folder);
  }
}

async function makeOneFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const isThere = errorCode(error) === 'EEXIST' && (await stat(folder)).isDirectory();
    if (!isThere) throw error;
  }
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
