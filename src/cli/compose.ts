import path from 'node:path';
import { makeCanvasChartRenderer } from '../adapters/chart-canvas/canvas-chart-renderer.ts';
import { makeConsoleLogger } from '../adapters/console/console-logger.ts';
import { makeProgressWriter } from '../adapters/console/progress-writer.ts';
import { makeNodeEnvironment } from '../adapters/node/node-environment.ts';
import { systemClock } from '../adapters/node/system-clock.ts';
import { makeReportFilesSink } from '../adapters/report-files/report-files-sink.ts';
import { makeDirectoryStore } from '../adapters/store-directory/directory-store.ts';
import type { LoadProgress } from '../model/load-plan.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
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

export function composeLogger(context: CliContext): Logger {
  return makeConsoleLogger({ stream: context.stderr, debug: context.variables.PERF_GATE_DEBUG === '1' });
}

/** Progress of a load without rounds; the line is cleared at its end. */
export function composeLoadProgress(context: CliContext): (progress: LoadProgress) => void {
  const writer = makeProgressWriter(context.stderr, systemClock);
  return (progress) => (progress.phase === 'done' ? writer.clear() : writer.show(progress));
}

export function reportFiles(out: string, context: CliContext) {
  return makeReportFilesSink({
    directory: path.resolve(context.cwd, out),
    shownAs: out,
    charts: makeCanvasChartRenderer(),
  });
}
