import { GateError } from '../../model/gate-error.ts';
import { checkWritable } from '../store-directory/check-writable.ts';
import { nodeStoreFiles } from '../store-directory/store-files.ts';

/** Why a file could not be written, and what to do, by the system's error code. */
export interface FileProblem {
  readonly cause: string;
  readonly hint: string;
}

const OTHER_DIRECTORY = 'Give another directory with --out; the verdict stands.';
const PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'nothing can be created there',
  ENOTDIR: 'there is a file where a directory should be',
  EEXIST: 'there is a file where the directory should be',
  EISDIR: 'there is a directory where a file should be',
  ENAMETOOLONG: 'the path is too long',
};

/**
 * Whether files can be written into a directory, which is made where it is not there.
 * @param shownAs the directory as the user named it
 * @throws GateError FILE_UNWRITABLE
 */
export async function checkOut(directory: string, shownAs: string): Promise<void> {
  try {
    await checkWritable(nodeStoreFiles, directory);
  } catch (error) {
    const message = `writing the report into ${shownAs}: expected to be able to write there, but ${fileProblem(error).cause}`;
    const hint = 'Give another directory with --out.';
    throw new GateError('FILE_UNWRITABLE', message, { fault: 'environment', hint, cause: error });
  }
}

export function fileProblem(error: unknown): FileProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  return { cause: PROBLEMS[code] ?? message, hint: OTHER_DIRECTORY };
}
