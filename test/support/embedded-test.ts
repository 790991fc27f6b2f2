import { unknownHealth } from '../../src/adapters/engine-embedded/health.ts';
import type { TestResult } from '../../src/adapters/engine-embedded/lifecycle/test-result.ts';
import type { RawOptions } from '../../src/adapters/engine-embedded/options/option-reader.ts';
import { runTest } from '../../src/adapters/engine-embedded/run-test.ts';
import type { EngineSample } from '../../src/adapters/engine-embedded/vu/vu-backend.ts';
import type { LoadProgress } from '../../src/model/load-plan.ts';
import { type Script, ScriptedBackend } from './scripted-backend.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface TestSetup {
  readonly script: Script;
  readonly commandLine?: RawOptions;
  readonly environment?: RawOptions;
  readonly timeoutMs?: number;
  readonly withSummary?: boolean;
  /** Virtual times at which the signals come. */
  readonly abortAtMs?: number;
  readonly killAtMs?: number;
}

export interface TestRecord {
  readonly result: TestResult;
  readonly backend: ScriptedBackend;
  readonly clock: VirtualClock;
  readonly samples: readonly EngineSample[];
  readonly logs: readonly string[];
  readonly progress: readonly LoadProgress[];
}

/** Runs a scripted test on a virtual clock, to its end. */
export async function runScripted(setup: TestSetup): Promise<TestRecord> {
  const clock = new VirtualClock();
  const backend = new ScriptedBackend(clock, setup.script);
  const samples: EngineSample[] = [];
  const logs: string[] = [];
  const progress: LoadProgress[] = [];
  const result = runTest(
    {
      script: '/test/script.js',
      env: {},
      sources: {
        environment: setup.environment ?? {},
        commandLine: setup.commandLine ?? {},
        userAgent: 'test',
      },
      summary: setup.withSummary === true ? { terminal: { stdout: false, stderr: false } } : null,
      timeoutMs: setup.timeoutMs ?? null,
    },
    {
      backend,
      clock,
      meter: () => unknownHealth,
      abort: signalAt(clock, setup.abortAtMs),
      kill: signalAt(clock, setup.killAtMs),
      outputs: () => [(sample) => samples.push(sample)],
      onProgress: (state) => progress.push(state),
      log: (level, line) => logs.push(`${level}: ${line}`),
    },
  );
  return { result: await clock.run(result), backend, clock, samples, logs, progress };
}

function signalAt(clock: VirtualClock, atMs: number | undefined): AbortSignal {
  const controller = new AbortController();
  if (atMs !== undefined) clock.at(atMs, () => controller.abort('SIGINT'));
  return controller.signal;
}

/** Values of a metric, in order. */
export function valuesOf(samples: readonly EngineSample[], metric: string): readonly number[] {
  return samples.filter((sample) => sample.metric === metric).map((sample) => sample.value);
}

/** Sum of a metric's values. */
export function totalOf(samples: readonly EngineSample[], metric: string): number {
  return valuesOf(samples, metric).reduce((sum, value) => sum + value, 0);
}
