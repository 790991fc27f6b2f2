import path from 'node:path';
import { makeArtifactSink } from '../adapters/actions-runner/artifact-sink.ts';
import {
  makeFindingAnnotationSink,
  makeFindingSummarySink,
} from '../adapters/actions-runner/finding-sinks.ts';
import { type WorkflowCommands, withoutCommands } from '../adapters/actions-runner/workflow-commands.ts';
import { makeCanvasChartRenderer } from '../adapters/chart-canvas/canvas-chart-renderer.ts';
import { prometheusFindingSinks } from '../adapters/composition/prometheus-outputs.ts';
import { makeProgressWriter } from '../adapters/console/progress-writer.ts';
import { makeMetricsScraper } from '../adapters/node/metrics-scraper.ts';
import { packageRoot } from '../adapters/node/package-root.ts';
import { readScript } from '../adapters/node/script-source.ts';
import { gitIn } from '../adapters/node/source-facts.ts';
import { systemClock } from '../adapters/node/system-clock.ts';
import { makeFindingFilesSink } from '../adapters/report-files/finding-files-sink.ts';
import { findingKey } from '../app/load-findings.ts';
import { type RunFindingDeps, type RunFindingRequest, runFinding } from '../app/run-finding.ts';
import { shippedScript } from '../app/run-finding-request.ts';
import { VERSION } from '../lib/version.ts';
import { exitCodeOfVerdict } from '../model/exit-code.ts';
import type { FindingReport, FindingTest } from '../model/finding.ts';
import type { FindingSink } from '../ports/finding-sink.ts';
import { renderFindingText } from '../report/finding-text.ts';
import type { ActionOutcome, MeasuringContext } from './action-context.ts';
import { findingOutputsOf } from './action-outputs.ts';
import { clientOf } from './compose-client.ts';
import { composeFindingStore } from './compose-finding-store.ts';
import { acceptancesOf, enginesOf, environmentOf } from './compose-gate.ts';
import { summaryOf } from './compose-sinks.ts';
import type { ComposedStore } from './compose-store.ts';
import { findingRequestOf } from './finding-request-of.ts';
import type { ActionSettings } from './read-inputs.ts';
import type { RunnerJob } from './runner-job.ts';
import { refuseUnsafeCheckout } from './unsafe-checkout.ts';
import { writeOutputsOf } from './write-outputs.ts';

interface FindingSurroundings {
  readonly settings: ActionSettings;
  readonly request: RunFindingRequest;
  readonly job: RunnerJob;
  readonly context: MeasuringContext;
  readonly commands: WorkflowCommands;
}

/** Applies the load of a stress, spike or soak test and says what it found. Everything is written before the answer comes. */
export async function runFindingMode(
  test: FindingTest,
  settings: ActionSettings,
  job: RunnerJob,
  context: MeasuringContext,
  commands: WorkflowCommands,
): Promise<ActionOutcome> {
  const request = findingRequestOf(test, settings);
  // Engines write where a `run:` step would.
  process.chdir(context.cwd);
  const script = path.resolve(context.cwd, settings.script ?? path.join(packageRoot(), shippedScript(test)));
  const folders = [context.cwd, ...(settings.script === null ? [] : [path.dirname(script)])];
  await refuseUnsafeCheckout(job, folders, (folder) => gitIn(folder)('rev-parse', 'HEAD'));
  const source = await readScript(script, context.cwd);
  const deps = composeFinding({ settings, request, job, context, commands });
  const { report, exitCode } = await runFinding(request, source, deps);
  commands.print(renderFindingText(report));
  const folder = path.resolve(context.cwd, settings.out);
  await writeOutputsOf(findingOutputsOf(report, folder), context, commands);
  return { exitCode, headline: report.verdict.reasons[0].text };
}

function composeFinding(around: FindingSurroundings): RunFindingDeps {
  const { context, commands } = around;
  const { stdout, signal } = context;
  const { store, sinks: before } = storeOf(around);
  const safeStream = { write: (text: string) => stdout.write(withoutCommands(text)) };
  const progress = makeProgressWriter(safeStream, systemClock);
  return {
    engines: enginesOf(around),
    scraper: makeMetricsScraper(systemClock),
    store,
    environment: environmentOf(around),
    acceptances: acceptancesOf(around),
    clock: systemClock,
    logger: commands,
    sinks: sinksOf(around, before),
    version: VERSION,
    signal,
    onProgress: (now) => (now.phase === 'done' ? progress.clear() : progress.show(now)),
  };
}

function storeOf({ settings, request, job, context, commands }: FindingSurroundings): ComposedStore {
  return composeFindingStore({
    baselineStore: settings.baselineStore,
    baselineBranches: settings.baselineBranches,
    key: findingKey(request.test, request.terms.key),
    artifact: settings.artifactName ?? usualArtifact(request),
    usualArtifact: usualArtifact(request),
    directory: path.resolve(context.cwd, settings.out),
    job,
    client: clientOf(settings, job),
    commands,
    context,
  });
}

/** In order: what is written later can link to what was written before. */
function sinksOf(
  { settings, request, job, context, commands }: FindingSurroundings,
  before: ComposedStore['sinks'],
): readonly FindingSink[] {
  const directory = path.resolve(context.cwd, settings.out);
  const isRed = ({ verdict, acceptance }: FindingReport) =>
    exitCodeOfVerdict(verdict.kind, request.terms.failure, acceptance !== null) !== 0;
  return [
    makeFindingFilesSink({ directory, shownAs: settings.out, charts: makeCanvasChartRenderer() }),
    ...before,
    makeArtifactSink({
      directory,
      name: settings.artifactName ?? usualArtifact(request),
      retentionDays: settings.retentionDays,
      attempt: job.runAttempt,
      serverUrl: new URL(job.repositoryUrl).origin,
      runUrl: job.runUrl,
    }),
    ...prometheusFindingSinks(settings.prometheus, context.variables),
    makeFindingSummarySink(summaryOf(context), { repository: job.repositoryUrl, run: job.runUrl }),
    makeFindingAnnotationSink(commands, isRed),
  ];
}

/** Without a key of its own a finding is filed under the kind of its test. */
function usualArtifact({ test, terms: { key } }: RunFindingRequest): string {
  return key === test ? `perf-gate-${test}` : `perf-gate-${test}-${key}`;
}
