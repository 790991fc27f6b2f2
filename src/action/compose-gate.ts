import path from 'node:path';
import { type WorkflowCommands, withoutCommands } from '../adapters/actions-runner/workflow-commands.ts';
import { makeLoadEngines } from '../adapters/composition/load-engines.ts';
import { watchedEngines } from '../adapters/composition/prometheus-outputs.ts';
import { makeTargetServers } from '../adapters/composition/target-servers.ts';
import { makeGateProgress } from '../adapters/console/gate-progress.ts';
import { makeLabelAcceptances } from '../adapters/github/label-acceptances.ts';
import { makeFileResultsReader } from '../adapters/node/file-results-reader.ts';
import { makeGitVersionControl } from '../adapters/node/git-version-control.ts';
import { makeNodeEnvironment } from '../adapters/node/node-environment.ts';
import { systemClock } from '../adapters/node/system-clock.ts';
import type { Engines } from '../app/choose-engine.ts';
import type { GateDeps } from '../app/gate-deps.ts';
import type { GateRequest } from '../config/gate-request.ts';
import { VERSION } from '../lib/version.ts';
import type { Acceptances } from '../ports/acceptances.ts';
import type { Environment } from '../ports/environment.ts';
import type { ReportSink } from '../ports/report-sink.ts';
import type { MeasuringContext } from './action-context.ts';
import { lineOf, withBaselineBranches } from './baseline-branches.ts';
import { childVariables } from './child-variables.ts';
import { clientOf } from './compose-client.ts';
import { composeSinks } from './compose-sinks.ts';
import { type ComposedStore, composeBaselineStore } from './compose-store.ts';
import { provideK6 } from './provide-k6.ts';
import type { ActionSettings } from './read-inputs.ts';
import type { RunnerJob } from './runner-job.ts';

export interface GateSurroundings {
  readonly settings: ActionSettings;
  readonly request: GateRequest;
  readonly job: RunnerJob;
  readonly context: MeasuringContext;
  readonly commands: WorkflowCommands;
}

/** Everything that the use case needs, from a job of GitHub Actions. */
export function composeGate(around: GateSurroundings): GateDeps {
  const { context, commands } = around;
  const { variables, cwd, stdout, signal } = context;
  const { store, sinks: before } = storeOf(around);
  const safeStream = { write: (text: string) => stdout.write(withoutCommands(text)) };
  return {
    engines: enginesOf(around),
    pairedServers: (targets) => makeTargetServers(targets, { cwd, variables: childVariables(variables) }),
    results: makeFileResultsReader(cwd, process.stdin),
    store,
    environment: environmentOf(around),
    versionControl: makeGitVersionControl(cwd),
    acceptances: acceptancesOf(around),
    clock: systemClock,
    logger: commands,
    progress: makeGateProgress(safeStream, systemClock),
    sinks: sinksOf(around, before),
    version: VERSION,
    signal,
  };
}

/** The engines, with the k6 that the inputs ask for. */
export function enginesOf({
  settings,
  context,
  commands,
}: Pick<GateSurroundings, 'settings' | 'context' | 'commands'>): Engines {
  const { variables } = context;
  const obtainK6 = () => provideK6(settings, context, commands);
  const engines = makeLoadEngines(obtainK6, variables, settings.backend);
  return watchedEngines(engines, settings, variables, systemClock);
}

/** Where the job runs, with the branches that have baselines of their own. */
export function environmentOf({
  settings,
  context,
}: Pick<GateSurroundings, 'settings' | 'context'>): Environment {
  const { variables, cwd } = context;
  const environment = makeNodeEnvironment({ variables, cwd, clock: systemClock });
  return withBaselineBranches(environment, settings.baselineBranches);
}

function storeOf({ settings, request, job, context, commands }: GateSurroundings): ComposedStore {
  return composeBaselineStore({
    baselineStore: settings.baselineStore,
    baselineBranches: settings.baselineBranches,
    key: request.key,
    artifact: artifactOf(settings, request),
    usualArtifact: usualArtifact(request),
    directory: path.resolve(context.cwd, request.out),
    job,
    client: clientOf(settings, job),
    commands,
    context,
  });
}

/** Where people say that a slower level is meant. */
export function acceptancesOf({ settings, job }: Pick<GateSurroundings, 'settings' | 'job'>): Acceptances {
  const branch = /^refs\/heads\/(.+)$/.exec(job.ref)?.[1] ?? null;
  const defaultBranch = lineOf(branch, job.defaultBranch, settings.baselineBranches);
  return makeLabelAcceptances({
    client: clientOf(settings, job),
    job: { ...job, defaultBranch },
    label: settings.acceptLabel,
    reason: settings.acceptReason,
    clock: systemClock,
  });
}

function sinksOf(around: GateSurroundings, before: readonly ReportSink[]): readonly ReportSink[] {
  const { settings, request, job, context, commands } = around;
  const client = clientOf(settings, job);
  const artifact = artifactOf(settings, request);
  return composeSinks({ settings, request, job, client, commands, context, artifact, before });
}

function artifactOf({ artifactName }: ActionSettings, request: GateRequest): string {
  return artifactName ?? usualArtifact(request);
}

function usualArtifact({ key }: GateRequest): string {
  return `perf-gate-${key}`;
}
