import path from 'node:path';
import { embeddedBackend } from '../../adapters/composition/load-engines.ts';
import { k6PrometheusOutput } from '../../adapters/composition/prometheus-outputs.ts';
import { runLoad } from '../../adapters/engine-embedded/load-command.ts';
import { makeLoadSinks } from '../../adapters/engine-embedded/output/load-sinks.ts';
import { systemClock } from '../../adapters/node/system-clock.ts';
import { VERSION } from '../../lib/version.ts';
import type { CliArguments, CliContext } from '../command.ts';
import { LOAD_COMMAND_SETTINGS } from '../command-settings.ts';
import { composeLoadProgress } from '../compose.ts';
import { readSettings } from '../read-settings.ts';

/** Never aborts: the second signal ends the process itself. */
const NO_KILL = new AbortController().signal;

export async function load(args: CliArguments, context: CliContext): Promise<number> {
  const settings = await readSettings(LOAD_COMMAND_SETTINGS, null, args, { cwd: context.cwd, variables: {} });
  const { exitCode } = await runLoad(
    {
      ...settings,
      json: args.json,
      script: path.resolve(context.cwd, args.positionals[0] ?? ''),
      summaryTrendStats: settings.summaryTrendStats?.split(',').map((name) => name.trim()) ?? null,
    },
    {
      version: VERSION,
      makeBackend: () => embeddedBackend(settings.backend),
      sinks: makeLoadSinks(context.cwd, process.stdout, process.stderr),
      openPrometheus: () => k6PrometheusOutput(context.variables, systemClock),
      variables: context.variables,
      terminal: { stdout: context.stdout.isTTY === true, stderr: context.stderr.isTTY === true },
      abort: context.signal,
      kill: NO_KILL,
      onProgress: composeLoadProgress(context),
    },
  );
  return exitCode;
}
