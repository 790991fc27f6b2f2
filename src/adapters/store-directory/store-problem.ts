import { errorCode } from './store-files.ts';

/** What went wrong on the disk, in words, and what to do. */
export interface StoreProblem {
  readonly cause: string;
  readonly hint: string;
}

/** The options that name such a directory, and the input. */
const BY = '--store, --findings; baseline-store in the Action';

const PROBLEMS: Readonly<Record<string, StoreProblem>> = {
  EACCES: permission(),
  EPERM: permission(),
  EROFS: {
    cause: 'the file system is read-only',
    hint: `Give a directory that can be written (${BY}).`,
  },
  ENOSPC: { cause: 'the disk is full', hint: 'Make room, then run again; nothing that was there is lost.' },
  EDQUOT: { cause: 'the disk quota is used up', hint: 'Make room, then run again.' },
  ENOENT: { cause: 'nothing can be created there', hint: `Give another directory (${BY}).` },
  ENOTDIR: notFolder(),
  EEXIST: notFolder(),
  ENAMETOOLONG: { cause: 'the path is too long', hint: `Give a shorter path (${BY}).` },
  ELOOP: { cause: 'its symbolic links go in a circle', hint: `Give another directory (${BY}).` },
  EMFILE: { cause: 'too many files are open', hint: 'Raise the limit of open files (ulimit -n).' },
  EIO: {
    cause: 'the disk reports an error',
    hint: 'Check the disk; restore the store from a copy if needed.',
  },
};

export function problemOf(error: unknown): StoreProblem {
  const known = PROBLEMS[errorCode(error)];
  if (known !== undefined) return known;
  const cause = error instanceof Error ? error.message : String(error);
  return { cause, hint: `Check the directory (${BY}).` };
}

function permission(): StoreProblem {
  return { cause: 'permission denied', hint: 'Give this user the right to read and write the directory.' };
}

function notFolder(): StoreProblem {
  return { cause: 'there is a file where the directory should be', hint: `Give a directory (${BY}).` };
}
