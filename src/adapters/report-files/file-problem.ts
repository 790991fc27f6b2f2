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

export function fileProblem(error: unknown): FileProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  return { cause: PROBLEMS[code] ?? message, hint: OTHER_DIRECTORY };
}
