import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { TempFolder } from './temp-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A step of a workflow file that runs this action, with the inputs that its `with:` block says. */
export interface GateStep {
  readonly job: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Of the job's token: what its `permissions:` say, and nothing else. */
  readonly permissions: Rights;
}

type Rights = Readonly<Record<string, 'read' | 'write'>>;

interface WorkflowJob {
  readonly permissions?: Rights;
  readonly strategy?: { readonly matrix?: Readonly<Record<string, unknown>> };
  readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}

/** The steps of a file, those of a matrix with the values of its first leg. */
export async function gateSteps(file: string): Promise<readonly GateStep[]> {
  const { jobs, permissions: top } = parse(await readFile(path.join(ROOT, file), 'utf8')) as {
    readonly permissions: Rights;
    readonly jobs: Readonly<Record<string, WorkflowJob>>;
  };
  return Object.entries(jobs).flatMap(([job, { steps, strategy, permissions = top }]) => {
    const leg = firstLeg(strategy?.matrix ?? {});
    return steps
      .filter(({ uses = '' }) => uses === './' || uses.startsWith('org/perf-gate@'))
      .map((step) => ({ job, inputs: inputsOf(step.with ?? {}, leg), permissions }));
  });
}

function firstLeg({ include, ...axes }: Readonly<Record<string, unknown>>): Record<string, string> {
  const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
  const chosen = Object.entries(axes).map(([name, values]) => [name, String(first(values))]);
  const included = Object.entries(first(include) ?? {}).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries([...chosen, ...included]);
}

/** @throws Error when an expression is left that only GitHub could evaluate */
function inputsOf(given: Readonly<Record<string, unknown>>, leg: Readonly<Record<string, string>>) {
  const inputs = Object.entries(given).map(([name, value]) => {
    const text = String(value).replace(/\$\{\{ matrix\.([\w-]+) \}\}/g, (_, key: string) => leg[key] ?? '');
    if (text.includes('${{')) throw new Error(`${name}: ${text} cannot be evaluated here`);
    return [name, text.trim()];
  });
  return Object.fromEntries(inputs) as Record<string, string>;
}

/** What the steps before the gate leave in a workspace: the checkout, and the base beside it. */
export async function checkOut(workspace: TempFolder): Promise<void> {
  for (const name of ['k6', 'examples']) await symlink(path.join(ROOT, name), workspace.file(name));
  await symlink(ROOT, workspace.file('base'));
}
