import { stat } from 'node:fs/promises';
import path from 'node:path';
import { makeWorkflowCommands, type WorkflowCommands } from '../adapters/actions-runner/workflow-commands.ts';
import { packageRoot } from '../adapters/node/package-root.ts';
import { systemClock } from '../adapters/node/system-clock.ts';
import type { OpenCache } from '../adapters/store-actions-cache/actions-cache.ts';
import { makeCacheClient } from '../adapters/store-actions-cache/cache-client.ts';
import { VERSION } from '../lib/version.ts';
import { EXIT_CODES, exitCodeOfFault } from '../model/exit-code.ts';
import { GateError, isGateError } from '../model/gate-error.ts';
import type { ActionContext, ActionOutcome } from './action-context.ts';
import { errorOutputs } from './action-outputs.ts';
import { baselinePlace } from './gate-request-of.ts';
import { inInputWords } from './input-words.ts';
import { type ActionSettings, inputOf, readInputs, unknownInputs } from './read-inputs.ts';
import { readRunnerJob } from './runner-job.ts';
import { writeOutputsOf } from './write-outputs.ts';

/** One step of a job; the answer is the exit code, and a step that does not answer 0 is red. Never throws. */
export async function runAction(context: ActionContext): Promise<number> {
  const commands = makeWorkflowCommands(context.stdout);
  try {
    const { exitCode, headline } = await runMode(context, commands);
    if (exitCode !== 0) commands.info(`This step fails with exit code ${exitCode}: ${headline}`);
    return exitCode;
  } catch (error) {
    return complain(error, commands, context);
  }
}

async function runMode(given: ActionContext, commands: WorkflowCommands): Promise<ActionOutcome> {
  const { variables } = given;
  const token = inputOf(variables, 'github-token');
  if (token !== null) commands.mask(token);
  const job = await readRunnerJob(variables, given.cwd);
  for (const problem of unknownInputs(variables)) commands.warn(problem);
  const context = { ...given, cwd: await workingDirectory(job.workspace, variables) };
  const settings = await readInputs(variables, context.cwd, (problem) => commands.warn(problem));
  // What a mode needs is loaded when the inputs are known to be right.
  const measuring = () => ({ ...context, openCache: cacheOf(settings, context) });
  if (settings.test !== 'baseline') {
    const cached = measuring();
    const { runFindingMode } = await import('./finding-mode.ts');
    return runFindingMode(settings.test, settings, job, cached, commands);
  }
  if (settings.mode === 'comment') {
    const { runCommentMode } = await import('./comment-mode.ts');
    return runCommentMode(settings, job, context, commands);
  }
  const cached = measuring();
  const { runGateMode } = await import('./gate-mode.ts');
  return runGateMode(settings, job, cached, commands);
}

/** Its process starts while this one still reads what it measures with: each takes a quarter of a second. */
function cacheOf({ baselineStore }: ActionSettings, { variables }: ActionContext): OpenCache {
  return makeCacheClient({
    processFile: path.join(packageRoot(), 'dist', 'cache-process.mjs'),
    variables,
    clock: systemClock,
    startsAtOnce: baselinePlace(baselineStore).kind === 'cache',
  });
}

/** @throws GateError FILE_NOT_FOUND */
async function workingDirectory(workspace: string, variables: ActionContext['variables']): Promise<string> {
  const named = inputOf(variables, 'working-directory') ?? '.';
  const folder = path.resolve(workspace, named);
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() === true) return folder;
  throw new GateError(
    'FILE_NOT_FOUND',
    `input working-directory: there is no folder ${named} in ${workspace}`,
    {
      fault: 'user',
      hint: 'Give a folder from the root of the repository, and check the repository out before this step.',
    },
  );
}

/** Told in the log, on the page of the run, and to later steps; the answer is the exit code. */
async function complain(error: unknown, commands: WorkflowCommands, context: ActionContext): Promise<number> {
  const { told, message, hint, exitCode } = complaintOf(error);
  commands.annotate('error', told, { title: 'perf-gate' });
  await writeOutputsOf(errorOutputs(message), context, commands);
  // What is left to load may be what is broken.
  await import('./error-summary.ts')
    .then(({ summariseError }) => summariseError(message, hint, context))
    .catch(() => undefined);
  return exitCode;
}

interface Complaint {
  readonly told: string;
  readonly message: string;
  readonly hint: string | null;
  readonly exitCode: number;
}

function complaintOf(error: unknown): Complaint {
  if (isGateError(error)) {
    const message = inInputWords(error.message);
    const hint = error.hint === null ? null : inInputWords(error.hint);
    const told = hint === null ? message : `${message}\n${hint}`;
    return { told, message, hint, exitCode: exitCodeOfFault(error.fault) };
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = `perf-gate ${VERSION} has a bug: ${error instanceof Error ? error.message : String(error)}`;
  const told = `perf-gate ${VERSION} has a bug; please report this:\n${trace}`;
  return { told, message, hint: 'Please report this with the log of the step.', exitCode: EXIT_CODES.bug };
}
