import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import type { Finding } from './rule.ts';

/** What GitHub's own parser says of a workflow: its schema, its expressions, what a job needs. */
export async function githubFindings(file: string, text: string): Promise<Finding[]> {
  const { context, value } = parseWorkflow({ name: file, content: text }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return findingsOf(context);
}

/** The same of an `action.yml`. */
export function githubActionFindings(text: string): Finding[] {
  return findingsOf(parseAction({ name: 'action.yml', content: text }, new NoOperationTraceWriter()).context);
}

function findingsOf({ errors }: ReturnType<typeof parseAction>['context']): Finding[] {
  return errors
    .getErrors()
    .map(({ range, rawMessage }) => ({ line: range?.start.line ?? 1, message: rawMessage }));
}
