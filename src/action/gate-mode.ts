import path from 'node:path';
import type { WorkflowCommands } from '../adapters/actions-runner/workflow-commands.ts';
import { readScript } from '../adapters/node/script-source.ts';
import { gitIn } from '../adapters/node/source-facts.ts';
import { runGate } from '../app/run-gate.ts';
import { renderText } from '../report/text.ts';
import type { ActionOutcome, MeasuringContext } from './action-context.ts';
import { outputsOf } from './action-outputs.ts';
import { composeGate } from './compose-gate.ts';
import { gateRequestOf, sharedKeyWarning } from './gate-request-of.ts';
import type { ActionSettings } from './read-inputs.ts';
import type { RunnerJob } from './runner-job.ts';
import { refuseUnsafeCheckout } from './unsafe-checkout.ts';
import { writeOutputsOf } from './write-outputs.ts';

/** Measures, judges, files and reports. Everything is written before the answer comes. */
export async function runGateMode(
  settings: ActionSettings,
  job: RunnerJob,
  context: MeasuringContext,
  commands: WorkflowCommands,
): Promise<ActionOutcome> {
  const request = gateRequestOf(settings);
  const warning = sharedKeyWarning(settings);
  if (warning !== null) commands.warn(warning);
  // Engines write where a `run:` step would.
  process.chdir(context.cwd);
  const script = path.resolve(context.cwd, request.script);
  const checkedOut = (folder: string) => gitIn(folder)('rev-parse', 'HEAD');
  await refuseUnsafeCheckout(job, [context.cwd, path.dirname(script)], checkedOut);
  const source = await readScript(request.script, context.cwd);
  const deps = composeGate({ settings, request, job, context, commands });
  const { report, exitCode } = await runGate(request, source, deps);
  commands.print(renderText(report, { colour: false }));
  await writeOutputsOf(outputsOf(report, path.resolve(context.cwd, request.out)), context, commands);
  return { exitCode, headline: report.headline };
}
