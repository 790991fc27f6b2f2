import path from 'node:path';
import { makeCanvasChartRenderer } from '../adapters/chart-canvas/canvas-chart-renderer.ts';
import { makeLoadEngines } from '../adapters/composition/load-engines.ts';
import {
  type PrometheusOutputs,
  prometheusSinks,
  watchedEngines,
} from '../adapters/composition/prometheus-outputs.ts';
import { makeTargetServers } from '../adapters/composition/target-servers.ts';
import { makeConsoleLogger } from '../adapters/console/console-logger.ts';
import { makeGateProgress } from '../adapters/console/gate-progress.ts';
import { makeProgressWriter } from '../adapters/console/progress-writer.ts';
import type { BackendChoice } from '../adapters/engine-embedded/vu/choose-backend.ts';
import { makeFileResultsReader } from '../adapters/node/file-results-reader.ts';
import { makeGitVersionControl } from '../adapters/node/git-version-control.ts';
import { makeNodeEnvironment } from '../adapters/node/node-environment.ts';
import { systemClock } from '../adapters/node/system-clock.ts';
import { makeReportFilesSink } from '../adapters/report-files/report-files-sink.ts';
import { makeDirectoryStore } from '../adapters/store-directory/directory-store.ts';
import type { GateDeps, GateProgress } from '../app/gate-deps.ts';
import { VERSION } from '../lib/version.ts';
import type { LoadProgress } from '../model/load-plan.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import type { ChartRenderer } from '../ports/chart-renderer.ts';
import type { Environment } from '../ports/environment.ts';
import type { Logger } from '../ports/logger.ts';
import type { CliContext } from './command.ts';

export function composeStore(directory: string, context: CliContext): BaselineStore {
  return makeDirectoryStore({
    directory: path.resolve(context.cwd, directory),
    shownAs: directory,
    clock: systemClock,
  });
}

export function composeEnvironment(context: CliContext): Environment {
  return makeNodeEnvironment({ variables: context.variables, cwd: context.cwd, clock: systemClock });
}

export function composeCharts(): ChartRenderer {
  return makeCanvasChartRenderer();
}

export function composeLogger(context: CliContext): Logger {
  return makeConsoleLogger({ stream: context.stderr, debug: context.variables.PERF_GATE_DEBUG === '1' });
}

/** Progress of a load without rounds; the line is cleared at its end. */
export function composeLoadProgress(context: CliContext): (progress: LoadProgress) => void {
  const writer = makeProgressWriter(context.stderr, systemClock);
  return (progress) => (progress.phase === 'done' ? writer.clear() : writer.show(progress));
}

/** For callers that tell the story themselves: a live line on a terminal, nothing elsewhere. */
export function quietProgress(context: CliContext): GateProgress {
  const writer = makeProgressWriter(context.stderr, systemClock);
  const live = context.stderr.isTTY === true;
  return {
    roundStarts: () => undefined,
    loading: (progress) => {
      if (live) writer.show(progress);
    },
    roundEnds: () => writer.clear(),
    pairEnds: () => writer.clear(),
  };
}

/** Everything that the main use case needs, for one job that reports into `out` (`null`: nowhere). */
export function composeGate(
  options: {
    readonly k6Path: string | null;
    readonly backend: BackendChoice;
    readonly store: string;
    readonly out: string | null;
  } & PrometheusOutputs,
  context: CliContext,
): GateDeps {
  const logger = composeLogger(context);
  const engines = makeLoadEngines(options.k6Path, context.variables, options.backend);
  const files = options.out === null ? [] : [reportFiles(options.out, context)];
  return {
    engines: watchedEngines(engines, options, context.variables, systemClock),
    // Servers run in the directory of the command line, with its environment.
    pairedServers: (targets) => makeTargetServers(targets, context),
    results: makeFileResultsReader(context.cwd, process.stdin),
    store: composeStore(options.store, context),
    environment: composeEnvironment(context),
    versionControl: makeGitVersionControl(context.cwd),
    clock: systemClock,
    logger,
    progress: makeGateProgress(context.stderr, systemClock),
    sinks: [...files, ...prometheusSinks(options.prometheus, context.variables)],
    version: VERSION,
    signal: context.signal,
  };
}

export function reportFiles(out: string, context: CliContext) {
  return makeReportFilesSink({
    directory: path.resolve(context.cwd, out),
    shownAs: out,
    charts: composeCharts(),
  });
}
