import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { MetricRegistry } from '../../../src/adapters/engine-embedded/metrics/metric-registry.ts';
import { makeLoadSinks } from '../../../src/adapters/engine-embedded/output/load-sinks.ts';
import { SampleWriter } from '../../../src/adapters/engine-embedded/output/sample-target.ts';
import { systemTestClock } from '../../../src/adapters/engine-embedded/scheduler/system-test-clock.ts';
import type { EngineSample } from '../../../src/adapters/engine-embedded/vu/vu-backend.ts';

/** Samples that are written before the file gets its turn, as in a run. */
const TURN_SAMPLES = 1_000;

/**
 * CPU time of writing the samples of a test as NDJSON into a file, in ms. A run with and one without the file differ by
 * less than two equal runs do; writing them afterwards, alone, is the same work and can be measured.
 */
export async function writingCpuMs(samples: readonly EngineSample[]): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'perf-gate-bench-'));
  const file = path.join(folder, 'samples.ndjson');
  try {
    const before = process.cpuUsage();
    await writeAll(samples, file);
    const { user, system } = process.cpuUsage(before);
    if ((await stat(file)).size === 0) throw new Error('no line was written');
    return (user + system) / 1_000;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeAll(samples: readonly EngineSample[], file: string): Promise<void> {
  const sinks = makeLoadSinks('/', process.stdout, process.stderr);
  const writer = new SampleWriter({ format: 'json', file }, sinks.openSamples(file), systemTestClock);
  const output = writer.output(new MetricRegistry([]), []);
  for (const [index, sample] of samples.entries()) {
    output(sample);
    if (index % TURN_SAMPLES === 0) await turn();
  }
  await writer.close();
}
