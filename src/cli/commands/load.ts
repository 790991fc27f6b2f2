import path from 'node:path';
import { runLoad } from '../../adapters/engine-embedded/load-command.ts';
import { makeLoadSinks } from '../../adapters/engine-embedded/output/load-sinks.ts';
import {
  optionalTextSetting,
  pairsSetting,
  switchSetting,
  textsSetting,
  wholeNumberSetting,
} from '../../config/setting-kinds.ts';
import type { Command } from '../command.ts';
import { composeLoadProgress, workerBackend } from '../compose.ts';
import { readSettings } from '../read-settings.ts';
import { VERSION } from '../version.ts';

const LOAD_COMMAND_SETTINGS = {
  vus: wholeNumberSetting({ name: 'vus', help: 'Virtual users' }, { min: 1, max: 10_000 }, null),
  duration: optionalTextSetting({ name: 'duration', help: 'Length of the load' }, 'TIME'),
  iterations: wholeNumberSetting(
    { name: 'iterations', help: 'Iterations in all, shared by the virtual users' },
    { min: 1, max: 2 ** 31 - 1 },
    null,
  ),
  stages: textsSetting(
    { name: 'stage', help: 'A stage of ramping virtual users, such as 30s:10; repeatable' },
    'TIME:N',
  ),
  outs: textsSetting(
    { name: 'out', help: 'Write samples: json=FILE or csv=FILE, gzipped when it ends in .gz' },
    'KIND=FILE',
  ),
  summaryExport: optionalTextSetting(
    { name: 'summary-export', help: "Write the summary in k6's JSON" },
    'FILE',
  ),
  summaryTrendStats: optionalTextSetting(
    { name: 'summary-trend-stats', help: 'Statistics of trends in the summary, such as avg,p(95),p(99)' },
    'LIST',
  ),
  env: pairsSetting({
    name: 'env',
    help: 'Environment of the script (-e); nothing else of yours reaches it',
  }),
  tags: pairsSetting({ name: 'tag', help: 'A tag for every sample; repeatable' }),
  executionSegment: optionalTextSetting({ name: 'execution-segment', help: 'Refused: needs real k6' }, 'A:B'),
  noThresholds: switchSetting({ name: 'no-thresholds', help: 'Do not evaluate thresholds' }),
  quiet: switchSetting({ name: 'quiet', help: 'No progress' }),
};

/** Never aborts: the second signal ends the process itself. */
const NO_KILL = new AbortController().signal;

export const loadCommand: Command = {
  name: 'load',
  summary: 'Run a k6 script on the embedded engine alone, as k6 run would',
  usage: 'load SCRIPT [options]',
  description:
    "Applies the load with k6's own option names and exit codes, without k6. What the embedded engine cannot do it refuses by name before the load starts.",
  examples: [
    'perf-gate load script.js --vus 10 --duration 30s',
    'perf-gate load script.js -e BASE_URL=http://127.0.0.1:8080 --out json=results.json.gz',
  ],
  settings: LOAD_COMMAND_SETTINGS,
  readsConfigFile: false,
  positionals: { min: 1, max: 1, expected: 'one script' },
  async run(args, context) {
    const settings = await readSettings(LOAD_COMMAND_SETTINGS, null, args, { ...context, variables: {} });
    const { exitCode } = await runLoad(
      {
        ...settings,
        script: path.resolve(context.cwd, args.positionals[0] ?? ''),
        summaryTrendStats: settings.summaryTrendStats?.split(',').map((name) => name.trim()) ?? null,
      },
      {
        version: VERSION,
        makeBackend: workerBackend,
        sinks: makeLoadSinks(context.cwd, process.stdout, process.stderr),
        variables: context.variables,
        terminal: { stdout: context.stdout.isTTY === true, stderr: context.stderr.isTTY === true },
        abort: context.signal,
        kill: NO_KILL,
        onProgress: composeLoadProgress(context),
      },
    );
    return exitCode;
  },
};
