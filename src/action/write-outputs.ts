import { writeOutputs } from '../adapters/actions-runner/output-file.ts';
import type { Logger } from '../ports/logger.ts';
import type { ActionContext } from './action-context.ts';

/** Hands the outputs to the runner. Where it takes none, that is told and changes nothing else. */
export async function writeOutputsOf(
  outputs: Readonly<Record<string, string>>,
  { variables }: Pick<ActionContext, 'variables'>,
  logger: Pick<Logger, 'warn'>,
): Promise<void> {
  const file = variables.GITHUB_OUTPUT;
  if (file === undefined || file === '')
    return logger.warn('the outputs were not set: GITHUB_OUTPUT names no file');
  try {
    await writeOutputs(file, outputs);
  } catch (error) {
    logger.warn(`the outputs were not set: ${error instanceof Error ? error.message : String(error)}`);
  }
}
