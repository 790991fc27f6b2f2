import { isMap } from 'yaml';
import type { Finding, Rule } from '../rule.ts';
import type { Job, Workflow } from '../workflow.ts';

/** Names that action.yml declares. */
export interface ActionContract {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

const OUTPUT = /steps\.([\w-]+)\.outputs\.([\w-]+)/g;

export function knownInputs(contract: ActionContract): Rule {
  return {
    name: 'known-inputs',
    why: 'GitHub only warns of an input that does not exist, and an output that does not exist is empty',
    check: (workflow) =>
      workflow.jobs.flatMap((job) => [
        ...unknownInputs(workflow, job, contract),
        ...unknownOutputs(workflow, job, contract),
      ]),
  };
}

function unknownInputs(workflow: Workflow, job: Job, { inputs }: ActionContract): Finding[] {
  return gateSteps(job).flatMap((step) => {
    const given = step.get('with');
    if (!isMap(given)) return [];
    return given.items
      .map(({ key }) => String(key))
      .filter((name) => !inputs.includes(name))
      .map((name) => ({ line: workflow.lineOf(step), message: `${name} is no input of action.yml` }));
  });
}

function unknownOutputs(workflow: Workflow, job: Job, { outputs }: ActionContract): Finding[] {
  const gates = gateSteps(job).map((step) => step.get('id'));
  return [...String(job.node).matchAll(OUTPUT)]
    .filter(([, step, output]) => gates.includes(step) && !outputs.includes(output ?? ''))
    .map(([, , output]) => ({
      line: workflow.lineOf(job.node),
      message: `${output} is no output of action.yml`,
    }));
}

/** The steps of a job that run this action. */
export function gateSteps({ steps }: Job) {
  return steps.filter((step) => ['./', 'org/perf-gate@v1'].includes(String(step.get('uses'))));
}
