import { type GateError, isGateError } from '../../model/gate-error.ts';
import type { LoadProgress } from '../../model/load-plan.ts';
import type { Notice } from '../../model/run.ts';
import { embeddedUserAgent } from './embedded-engine.ts';
import { type HealthMeter, measureHealth } from './health.ts';
import type { TestResult } from './lifecycle/test-result.ts';
import { loadReport } from './load-report.ts';
import { summaryExport } from './metrics/summary-export.ts';
import { textSummary } from './metrics/text-summary.ts';
import { commandLineOptions, type LoadCommandOptions } from './options/command-line-options.ts';
import { environmentOptions } from './options/environment-options.ts';
import type { LiveOutput } from './output/live-output.ts';
import type { LoadSinks } from './output/load-sinks.ts';
import { openOutputs, type TestOutput } from './output/open-outputs.ts';
import { parseOutTarget } from './output/sample-target.ts';
import { runTest } from './run-test.ts';
import { systemTestClock } from './scheduler/system-test-clock.ts';
import type { TestClock } from './scheduler/test-clock.ts';
import type { VuBackend } from './vu/vu-backend.ts';

export interface LoadCommandDeps {
  readonly version: string;
  readonly makeBackend: () => VuBackend;
  readonly sinks: LoadSinks;
  /** Starts `--out experimental-prometheus-rw`. @throws GateError USAGE when its variables are wrong */
  readonly openPrometheus: () => LiveOutput;
  /** For `K6_*`; nothing else of it is read. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly terminal: { readonly stdout: boolean; readonly stderr: boolean };
  /** The first signal: ends the load, then teardown and summary follow. */
  readonly abort: AbortSignal;
  /** The second one: ends at once. */
  readonly kill: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly clock?: TestClock;
  readonly meter?: HealthMeter;
}

/**
 * Runs a script on the embedded engine alone, as `k6 run` would, and answers with k6's exit codes.
 * @throws GateError USAGE when an option of the command line is wrong, before anything is run
 */
export async function runLoad(
  options: LoadCommandOptions,
  deps: LoadCommandDeps,
): Promise<{ exitCode: number }> {
  const { sinks, clock = systemTestClock, meter = measureHealth } = deps;
  const sources = {
    environment: environmentOptions(deps.variables),
    commandLine: commandLineOptions(options),
    userAgent: embeddedUserAgent(deps.version),
  };
  const targets = options.outs.map(parseOutTarget);
  // Before the writers, whose flushing would keep a process alive that could not even start.
  const backend = deps.makeBackend();
  const outputs = openOutputs(targets, deps, clock);
  const { script, env } = options;
  const ended = await runTest(
    { script, env, sources, summary: { terminal: deps.terminal }, timeoutMs: null },
    {
      backend,
      clock,
      meter,
      abort: deps.abort,
      kill: deps.kill,
      outputs: (metrics, { systemTags }) => outputs.map((output) => output.open(metrics, systemTags)),
      onProgress: options.quiet ? () => undefined : deps.onProgress,
      log: (level, line) => sinks.stderr(`${level === 'info' ? '' : `${level}: `}${line}\n`),
    },
  );
  const closed = await closeAll(outputs);
  const result = { ...ended, notices: [...ended.notices, ...closed.notices] };
  const failures = [...closed.failures, ...(await writeSummaries(result, options, sinks))];
  tell(result, failures, sinks);
  const exitCode = result.exitCode === 0 && failures.length > 0 ? GENERIC_FAILURE : result.exitCode;
  if (options.json) sinks.stdout(`${JSON.stringify(loadReport({ ...result, exitCode }), null, 2)}\n`);
  return { exitCode };
}

/** k6's code for an error that has none of its own. */
const GENERIC_FAILURE = 255;

/** What could not be written, and what there is to say of the rest. */
async function closeAll(outputs: readonly TestOutput[]) {
  const notices: Notice[] = [];
  const failures = await failuresOf(
    outputs.map(async (output) => {
      notices.push(...(await output.close()));
    }),
  );
  return { notices, failures };
}

async function writeSummaries(
  { summary, summaryFiles }: TestResult,
  options: LoadCommandOptions,
  sinks: LoadSinks,
): Promise<readonly GateError[]> {
  if (summary === null) return [];
  const work: Promise<void>[] = [];
  if (options.summaryExport !== null) {
    const text = `${JSON.stringify(summaryExport(summary), null, 4)}\n`;
    work.push(sinks.writeFile(options.summaryExport, text));
  }
  for (const [name, content] of summaryFiles ?? []) {
    if (name === 'stdout' || name === 'stderr') sinks[options.json ? 'stderr' : name](textOf(content));
    else work.push(sinks.writeFile(name, content));
  }
  if (summaryFiles === null && !options.json) sinks.stdout(textSummary(summary));
  return failuresOf(work);
}

function textOf(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
}

async function failuresOf(work: readonly Promise<void>[]): Promise<readonly GateError[]> {
  const settled = await Promise.allSettled(work);
  return settled.flatMap((result) => {
    if (result.status === 'fulfilled') return [];
    if (isGateError(result.reason)) return [result.reason];
    throw result.reason;
  });
}

/** Notices, and how the test ended when it did not just finish. */
function tell({ end, notices }: TestResult, failures: readonly GateError[], sinks: LoadSinks): void {
  for (const { text } of notices) sinks.stderr(`note: ${text}\n`);
  for (const { message } of failures) sinks.stderr(`error: ${message}\n`);
  if (end.kind === 'failed')
    sinks.stderr(`error: ${end.message}\n${end.hint === null ? '' : `${end.hint}\n`}`);
  if (end.kind === 'marked-failed')
    sinks.stderr(`error: the script marked the test as failed: ${end.message}\n`);
  if (end.kind === 'thresholds-crossed') sinks.stderr('error: thresholds were crossed\n');
  if (end.kind === 'interrupted') sinks.stderr(`the test was interrupted by ${end.signal}\n`);
}
