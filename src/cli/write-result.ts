import path from 'node:path';
import { fileProblem } from '../adapters/report-files/file-problem.ts';
import { writeAtomically } from '../adapters/report-files/write-atomically.ts';
import { nodeStoreFiles } from '../adapters/store-directory/store-files.ts';
import { GateError } from '../model/gate-error.ts';
import type { CliContext } from './command.ts';

/**
 * Writes a file that a command was asked for; its folder is made when it is not there.
 * @throws GateError FILE_UNWRITABLE
 */
export async function writeResult(
  name: string,
  content: string | Uint8Array,
  { cwd }: CliContext,
): Promise<void> {
  const file = path.resolve(cwd, name);
  try {
    await nodeStoreFiles.makeFolder(path.dirname(file));
    await writeAtomically(file, content);
  } catch (cause) {
    throw new GateError('FILE_UNWRITABLE', `writing ${name}: ${fileProblem(cause).cause}`, {
      fault: 'environment',
      hint: 'Give a path that can be written.',
      cause,
    });
  }
}
