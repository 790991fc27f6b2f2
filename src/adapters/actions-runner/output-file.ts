import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';

/**
 * Appends outputs to the file that GITHUB_OUTPUT names, in the form for values of any text: between two lines of a
 * delimiter that nobody can guess, so that no value can set another output.
 */
export async function writeOutputs(file: string, outputs: Readonly<Record<string, string>>): Promise<void> {
  const delimiter = `perf_gate_${randomUUID()}`;
  const lines = Object.entries(outputs).map(
    ([name, value]) => `${name}<<${delimiter}\n${value}\n${delimiter}\n`,
  );
  await appendFile(file, lines.join(''));
}
