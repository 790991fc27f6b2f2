import { isMap } from 'yaml';
import type { Finding, Rule } from '../rule.ts';
import { scalars, type Workflow } from '../workflow.ts';

export const noExpressionInScripts: Rule = {
  name: 'no-expression-in-scripts',
  why: 'a branch or title with quotes in it becomes part of the script; through env: it stays a value',
  check({ jobs, lineOf }) {
    return jobs.flatMap(({ node }) =>
      [...scalars(node)]
        .filter(({ key, value }) => (key === 'run' || key === 'script') && value.includes('${{'))
        .map(({ key, pair }) => ({ line: lineOf(pair.value), message: `${key}: holds an expression` })),
    );
  },
};

/** Events whose runs have the rights of the default branch, whoever caused them. */
const PRIVILEGED = ['pull_request_target', 'workflow_run', 'issue_comment'];

export const noForeignCode: Rule = {
  name: 'no-foreign-code',
  why: 'such a run has the rights of the default branch; what it checks out is run with them',
  check(workflow) {
    if (!workflow.events.some((event) => PRIVILEGED.includes(event))) return [];
    return checkoutsOf(workflow).flatMap(({ inputs, line }): Finding[] => {
      const foreign =
        workflow.events.includes('pull_request_target') || /head|pull|merge/.test(String(inputs));
      return foreign ? [{ line, message: 'checks out code of the pull request' }] : [];
    });
  },
};

export const noStoredToken: Rule = {
  name: 'no-stored-token',
  why: 'checkout leaves the token in .git/config, where every later step and artifact can read it',
  check(workflow) {
    return checkoutsOf(workflow).flatMap(({ inputs, line }): Finding[] =>
      isMap(inputs) && inputs.get('persist-credentials') === false
        ? []
        : [{ line, message: 'expected persist-credentials: false' }],
    );
  },
};

function checkoutsOf(workflow: Workflow): { inputs: unknown; line: number }[] {
  const steps = workflow.jobs.flatMap(({ steps }) => steps);
  return steps
    .filter((step) => String(step.get('uses')).startsWith('actions/checkout@'))
    .map((step) => ({ inputs: step.get('with'), line: workflow.lineOf(step) }));
}
