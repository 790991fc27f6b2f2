import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import type { Finding } from './rule.ts';

/** What GitHub's own parser says of a workflow: its schema, its expressions, what a job needs. */
export async function githubFindings(file: string, text: string): Promise<Finding[]> {
  const { context, value } = parseWorkflow({ name: file, content: text }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map((error) => ({
    line: error.range?.start.line ?? 1,
    message: error.rawMessage,
  }));
}
