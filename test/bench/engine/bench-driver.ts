import { performance } from 'node:perf_hooks';
import { measureHealth } from '../../../src/adapters/engine-embedded/health.ts';
import type { RawOptions } from '../../../src/adapters/engine-embedded/options/option-reader.ts';
import { runTest } from '../../../src/adapters/engine-embedded/run-test.ts';
import { systemTestClock } from '../../../src/adapters/engine-embedded/scheduler/system-test-clock.ts';
import { makeBackend } from '../../../src/adapters/engine-embedded/vu/choose-backend.ts';
import type { EngineSample } from '../../../src/adapters/engine-embedded/vu/vu-backend.ts';
import type { BackendName } from '../../support/test-backend.ts';
import { writingCpuMs } from './writing-cost.ts';

/** One run of the engine in a process of its own. */
export interface DriverJob {
  /** Folder of the bundled workers, and quickjs.wasm, as URLs. */
  readonly workers: string;
  readonly wasm: string;
  readonly backend: BackendName;
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly commandLine: RawOptions;
  /** Keeps every sample and writes them all to a file when the test is over, to see what writing costs. */
  readonly withNdjson: boolean;
}

export interface DriverReport {
  /** Of each request: epoch ms of its end, duration in ms. */
  readonly requests: readonly (readonly [endMs: number, durationMs: number])[];
  readonly failed: number;
  readonly dropped: number;
  /** While scenarios ran. */
  readonly cpuShareOfOneCore: number;
  readonly durationMs: number;
  /** CPU time of writing every sample, in ms; 0 where that was not asked for. */
  readonly writingMs: number;
  readonly rssMb: number;
  readonly startLagP99: number | null;
  readonly end: string;
}

async function drive(job: DriverJob): Promise<DriverReport> {
  const requests: [number, number][] = [];
  const kept: EngineSample[] = [];
  let [failed, dropped, rss] = [0, 0, 0];
  const signal = new AbortController().signal;
  const cpu = { before: process.cpuUsage(), startMs: performance.now(), usedMs: 0, tookMs: 0 };
  const result = await runTest(
    {
      script: job.script,
      env: job.env,
      sources: { environment: {}, commandLine: job.commandLine, userAgent: 'bench' },
      summary: null,
      timeoutMs: null,
    },
    {
      backend: makeBackend(job.backend, {
        vuWorker: new URL('vu-worker.cjs', job.workers),
        engineWorker: new URL('engine-worker.mjs', job.workers),
        wasm: new URL(job.wasm),
      }),
      clock: systemTestClock,
      meter: () => {
        cpu.before = process.cpuUsage();
        cpu.startMs = performance.now();
        const stop = measureHealth();
        return () => {
          const used = process.cpuUsage(cpu.before);
          cpu.usedMs = (used.user + used.system) / 1_000;
          cpu.tookMs = performance.now() - cpu.startMs;
          rss = process.memoryUsage().rss / 2 ** 20;
          return stop();
        };
      },
      abort: signal,
      kill: signal,
      outputs: () => [
        (sample) => {
          if (job.withNdjson) kept.push(sample);
          if (sample.metric === 'http_req_duration') requests.push([sample.timeMs, sample.value]);
          if (sample.metric === 'http_req_failed') failed += sample.value;
          if (sample.metric === 'dropped_iterations') dropped += sample.value;
        },
      ],
      onProgress: () => undefined,
      log: (level, line) => process.stderr.write(`${level} ${line}\n`),
    },
  );
  return {
    requests,
    failed,
    dropped,
    cpuShareOfOneCore: cpu.usedMs / Math.max(cpu.tookMs, 1),
    durationMs: cpu.tookMs,
    writingMs: job.withNdjson ? await writingCpuMs(kept) : 0,
    rssMb: rss,
    startLagP99: result.startLag?.p99 ?? null,
    end: result.end.kind,
  };
}

const report = await drive(JSON.parse(process.argv[2] ?? '{}') as DriverJob);
process.stdout.write(JSON.stringify(report), () => process.exit(0));
