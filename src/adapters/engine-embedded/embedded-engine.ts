import { GateError } from '../../model/gate-error.ts';
import type { LoadPlan } from '../../model/load-plan.ts';
import type { LoadControl, LoadEngine, LoadOutcome } from '../../ports/load-engine.ts';
import { type HealthMeter, measureHealth, unknownHealth } from './health.ts';
import { killAfterAbort } from './lifecycle/kill-after-abort.ts';
import { engineFailed } from './lifecycle/test-end.ts';
import type { TestDeps } from './lifecycle/test-request.ts';
import type { TestResult } from './lifecycle/test-result.ts';
import { NdjsonEncoder } from './metrics/ndjson-encoder.ts';
import type { RawOptions } from './options/option-reader.ts';
import { ByteQueue } from './output/byte-queue.ts';
import { LineBatch } from './output/line-batch.ts';
import { runTest } from './run-test.ts';
import { systemTestClock } from './scheduler/system-test-clock.ts';
import type { TestClock } from './scheduler/test-clock.ts';
import type { VuBackend } from './vu/vu-backend.ts';

/** Results that nobody has read: beyond this the run ends rather than eat the memory of the machine. */
const MAX_UNREAD_BYTES = 128 * 1024 * 1024;

export interface EmbeddedEngineOptions {
  /** Version of perf-gate. */
  readonly version: string;
  /** A fresh backend for each run. */
  readonly makeBackend: () => VuBackend;
  readonly clock?: TestClock;
  readonly meter?: HealthMeter;
}

/** The engine that needs no k6: runs the script in this process and answers in k6's NDJSON. */
export function makeEmbeddedEngine(options: EmbeddedEngineOptions): LoadEngine {
  return {
    name: 'embedded',
    probe: async () => {
      const { version } = options;
      const backend = options.makeBackend();
      const identity = {
        name: 'embedded',
        version,
        backend: backend.name,
        node: process.versions.node,
      } as const;
      await backend.dispose();
      return { kind: 'available', identity };
    },
    run: (plan, control) => {
      const overflow = new AbortController();
      const output = new ByteQueue(MAX_UNREAD_BYTES, () => overflow.abort());
      return { output, outcome: runPlan(plan, control, output, overflow.signal, options) };
    },
  };
}

/** The user agent of requests whose script does not say another. */
export function embeddedUserAgent(version: string): string {
  return `perf-gate/${version}`;
}

/** Never rejects. */
async function runPlan(
  plan: LoadPlan,
  control: LoadControl,
  output: ByteQueue,
  overflow: AbortSignal,
  { version, makeBackend, clock = systemTestClock, meter = measureHealth }: EmbeddedEngineOptions,
): Promise<LoadOutcome> {
  const batch = new LineBatch((chunk) => output.push(chunk), clock);
  const killer = killAfterAbort(plan.timeoutMs, control.signal, clock);
  const deps: Omit<TestDeps, 'backend'> = {
    clock,
    meter,
    abort: AbortSignal.any([control.signal, overflow]),
    kill: killer.signal,
    outputs: (metrics) => {
      const encoder = new NdjsonEncoder(metrics);
      return [(sample) => batch.add(encoder.encode(sample))];
    },
    onProgress: control.onProgress,
    log: (level, line) => control.onLog(level === 'info' ? line : `${level}: ${line}`),
  };
  const request = {
    script: plan.script,
    env: plan.env,
    sources: { environment: {}, commandLine: planOptions(plan), userAgent: embeddedUserAgent(version) },
    summary: null,
    timeoutMs: plan.timeoutMs,
  };
  try {
    return outcomeOf(await runTest(request, { ...deps, backend: makeBackend() }), overflow);
  } catch (error) {
    return {
      end: engineFailed(error).end,
      thresholds: [],
      offeredRate: null,
      generator: unknownHealth(),
      exceptions: null,
      notices: [],
    };
  } finally {
    killer.cancel();
    batch.end();
    output.end();
  }
}

/** What k6 would get as `--duration`, `--vus` and `--tag`. */
function planOptions({ durationMs, vus, tags }: LoadPlan): RawOptions {
  return {
    ...(durationMs === null ? {} : { duration: durationMs }),
    ...(vus === null ? {} : { vus }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
  };
}

function outcomeOf(result: TestResult, overflow: AbortSignal): LoadOutcome {
  const { thresholds, generator, offeredRate, exceptions, notices } = result;
  const end = overflow.aborted ? engineFailed(unreadResults()).end : result.end;
  return { end, thresholds, generator, offeredRate, exceptions, notices };
}

function unreadResults(): GateError {
  const message = `passing on results: expected them to be read while load runs, ${MAX_UNREAD_BYTES} bytes were not`;
  return new GateError('ENGINE_FAILED', message, { fault: 'environment' });
}
