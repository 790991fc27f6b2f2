import { makeJobSummary } from '../adapters/actions-runner/job-summary.ts';
import { markdownText } from '../report/markdown-escape.ts';
import type { ActionContext } from './action-context.ts';

/** A job that could not be judged has no report; the page of its run says why all the same. */
export async function summariseError(
  message: string,
  hint: string | null,
  { variables }: Pick<ActionContext, 'variables'>,
): Promise<void> {
  const file = variables.GITHUB_STEP_SUMMARY ?? '';
  if (file === '') return;
  const paragraphs = ['### ⚠️ perf-gate could not judge this run', markdownText(message)];
  if (hint !== null) paragraphs.push(`**What now?** ${markdownText(hint)}`);
  // The annotation says the same, so a summary that cannot be written is no loss.
  await makeJobSummary(file)
    .append(paragraphs.join('\n\n'))
    .catch(() => undefined);
}
