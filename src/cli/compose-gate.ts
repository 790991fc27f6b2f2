import { prometheusSinks } from '../adapters/composition/prometheus-outputs.ts';
import { makeTargetServers } from '../adapters/composition/target-servers.ts';
import { makeGateProgress } from '../adapters/console/gate-progress.ts';
import { makeProgressWriter } from '../adapters/console/progress-writer.ts';
import { makeFileResultsReader } from '../adapters/node/file-results-reader.ts';
import { makeGitVersionControl } from '../adapters/node/git-version-control.ts';
import { systemClock } from '../adapters/node/system-clock.ts';
import type { GateDeps, GateProgress } from '../app/gate-deps.ts';
import { VERSION } from '../lib/version.ts';
import type { CliContext } from './command.ts';
import { composeEnvironment, composeLogger, composeStore, reportFiles } from './compose.ts';
import { composeEngines, type EngineOptions } from './compose-engines.ts';

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
  options: EngineOptions & { readonly store: string; readonly out: string | null },
  context: CliContext,
): GateDeps {
  const logger = composeLogger(context);
  const files = options.out === null ? [] : [reportFiles(options.out, context)];
  return {
    engines: composeEngines(options, context),
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
