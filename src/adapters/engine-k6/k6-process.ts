import { readFile } from 'node:fs/promises';
import { secretRedactor } from '../../lib/secret-redactor.ts';
import { exceptionNotice } from '../../model/exceptions.ts';
import type { LoadPlan } from '../../model/load-plan.ts';
import type { Notice, RunEnd, ThresholdResult } from '../../model/run.ts';
import type { LoadControl, LoadOutcome } from '../../ports/load-engine.ts';
import { LogTail } from '../processes/line-tail.ts';
import { type GroupEnd, startGroup } from '../processes/process-group.ts';
import { type K6Files, k6RunArguments } from './argv.ts';
import { childEnvironment } from './child-env.ts';
import { startCpuMeter } from './cpu-meter.ts';
import { ExceptionCounter } from './exception-counter.ts';
import { runEndOfExit } from './exit-codes.ts';
import type { K6Binary } from './k6-binary.ts';
import { stopOnRequest } from './stop-on-request.ts';
import { thresholdsOfSummary } from './summary-thresholds.ts';

export interface K6ProcessOptions {
  readonly plan: LoadPlan;
  readonly control: LoadControl;
  readonly settings: {
    readonly variables: Readonly<Record<string, string | undefined>>;
    readonly cwd: string;
    readonly graceMs: number;
  };
  readonly files: K6Files;
}

/** Runs `k6 run` to its end, or to ours. */
export async function runK6Process(
  k6: K6Binary,
  { plan, control, settings, files }: K6ProcessOptions,
): Promise<Omit<LoadOutcome, 'offeredRate'>> {
  const environment = childEnvironment(settings.variables);
  const tail = new LogTail();
  const counter = new ExceptionCounter();
  const redact = secretRedactor(settings.variables, plan.env);
  const onLine = (line: string) => {
    const clean = redact(line);
    tail.push(clean);
    counter.push(clean);
    control.onLog(clean);
  };
  const group = startGroup(k6.file, k6RunArguments(plan, files, k6.version), {
    env: environment.variables,
    cwd: settings.cwd,
    onStdout: (line) => control.onLog(redact(line)),
    onStderr: onLine,
  });
  const cpu = startCpuMeter(group.pid);
  const { graceMs } = settings;
  const stop = stopOnRequest(group, { signal: control.signal, timeoutMs: plan.timeoutMs, graceMs });
  const exit = await group.ended;
  stop.release();
  const cpuShare = cpu.stop();
  const end = stop.reason() ?? endOf(exit, k6, tail.lastWords());
  const { exceptions } = counter;
  const { thresholds, notices } = await readThresholds(files.summary, end);
  return {
    end,
    thresholds,
    generator: { cpuShare, loopUtilisation: null },
    exceptions,
    notices: [
      ...(exceptions === null ? [] : [exceptionNotice(exceptions)]),
      ...environment.leftOut.map((text) => ({ code: 'k6-environment', text })),
      ...notices,
    ],
  };
}

function endOf({ code, signal, error }: GroupEnd, k6: K6Binary, lastWords: string): RunEnd {
  if (error === null) return runEndOfExit({ code, signal, lastWords });
  return {
    kind: 'failed',
    code: 'ENGINE_FAILED',
    message: `starting ${k6.file}: ${error.message}`,
    hint: 'It answered for its version a moment ago: was it replaced, or is the argument list too long?',
  };
}

/** The summary is written by k6 when a run ends in order; only then is it missed. */
async function readThresholds(
  file: string,
  end: RunEnd,
): Promise<{ readonly thresholds: readonly ThresholdResult[]; readonly notices: readonly Notice[] }> {
  const text = await readFile(file, 'utf8').catch(() => null);
  const thresholds = text === null ? null : thresholdsOfSummary(text);
  if (thresholds !== null) return { thresholds, notices: [] };
  const expected = end.kind === 'finished' || end.kind === 'thresholds-crossed';
  if (!expected) return { thresholds: [], notices: [] };
  const what = text === null ? 'wrote no summary' : 'wrote a summary that is not one';
  const told = `k6 ${what}, so it is not known which thresholds held.`;
  return { thresholds: [], notices: [{ code: 'k6-summary-missing', text: told }] };
}
