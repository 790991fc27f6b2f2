import path from 'node:path';
import type { WorkflowCommands } from '../adapters/actions-runner/workflow-commands.ts';
import { withoutCommands } from '../adapters/actions-runner/workflow-commands.ts';
import { makeLoadEngines } from '../adapters/composition/load-engines.ts';
import { watchedEngines } from '../adapters/composition/prometheus-outputs.ts';
import { makeTargetServers } from '../adapters/composition/target-servers.ts';
import { makeGateProgress } from '../adapters/console/gate-progress.ts';
import { makeLabelAcceptances } from '../adapters/github/label-acceptances.ts';
import { makeGitVersionControl } from '../adapters/node/git-version-control.ts';
import { makeNodeEnvironment } from '../adapters/node/node-environment.ts';
import { readScript } from '../adapters/node/script-source.ts';
import { gitIn } from '../adapters/node/source-facts.ts';
import { systemClock } from '../adapters/node/system-clock.ts';
import type { GateDeps } from '../app/gate-deps.ts';
import { runGate } from '../app/run-gate.ts';
import type { GateRequest } from '../config/gate-request.ts';
import { VERSION } from '../lib/version.ts';
import { renderText } from '../report/text.ts';
import type { ActionContext, ActionOutcome } from './action-context.ts';
import { outputsOf } from './action-outputs.ts';
import { childVariables } from './child-variables.ts';
import { clientOf } from './compose-client.ts';
import { composeSinks } from './compose-sinks.ts';
import { composeBaselineStore } from './compose-store.ts';
import { gateRequestOf } from './gate-request-of.ts';
import { provideK6 } from './provide-k6.ts';
import type { ActionSettings } from './read-inputs.ts';
import type { RunnerJob } from './runner-job.ts';
import { refuseUnsafeCheckout } from './unsafe-checkout.ts';
import { writeOutputsOf } from './write-outputs.ts';

/** Measures, judges, files and reports. Everything is written before the answer comes. */
export async function runGateMode(
  settings: ActionSettings,
  job: RunnerJob,
  context: ActionContext,
  commands: WorkflowCommands,
): Promise<ActionOutcome> {
  const request = gateRequestOf(settings);
  // Engines write where a `run:` step would.
  process.chdir(context.cwd);
  const script = path.resolve(context.cwd, request.script);
  const checkedOut = (folder: string) => gitIn(folder)('rev-parse', 'HEAD');
  await refuseUnsafeCheckout(job, [context.cwd, path.dirname(script)], checkedOut);
  const source = await readScript(request.script, context.cwd);
  const k6Path = await provideK6(settings, context, commands);
  const deps = composeGate({ settings, request, job, context, commands, k6Path });
  const { report, exitCode } = await runGate(request, source, deps);
  commands.print(renderText(report, { colour: false }));
  await writeOutputsOf(outputsOf(report, path.resolve(context.cwd, request.out)), context, commands);
  return { exitCode, headline: report.headline };
}

interface GateSurroundings {
  readonly settings: ActionSettings;
  readonly request: GateRequest;
  readonly job: RunnerJob;
  readonly context: ActionContext;
  readonly commands: WorkflowCommands;
  readonly k6Path: string | null;
}

function composeGate(around: GateSurroundings): GateDeps {
  const { settings, request, job, context, commands, k6Path } = around;
  const { variables, cwd, stdout, signal } = context;
  const client = clientOf(settings, job);
  const artifact = settings.artifactName ?? `perf-gate-${request.key}`;
  const directory = path.resolve(cwd, request.out);
  const { baselineStore } = settings;
  const shared = { artifact, job, client, commands, context };
  const { store, sinks: before } = composeBaselineStore({
    ...shared,
    baselineStore,
    key: request.key,
    directory,
  });
  const safeStream = { write: (text: string) => stdout.write(withoutCommands(text)) };
  return {
    engines: watchedEngines(
      makeLoadEngines(k6Path, variables, settings.backend),
      request,
      variables,
      systemClock,
    ),
    pairedServers: (targets) => makeTargetServers(targets, { cwd, variables: childVariables(variables) }),
    store,
    environment: makeNodeEnvironment({ variables, cwd, clock: systemClock }),
    versionControl: makeGitVersionControl(cwd),
    acceptances: makeLabelAcceptances({
      client,
      job,
      label: settings.acceptLabel,
      reason: settings.acceptReason,
      clock: systemClock,
    }),
    clock: systemClock,
    logger: commands,
    progress: makeGateProgress(safeStream, systemClock),
    sinks: composeSinks({ ...shared, settings, request, before }),
    version: VERSION,
    signal,
  };
}
