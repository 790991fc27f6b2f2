import type { Notice } from '../../../model/run.ts';
import type { MetricRegistry } from '../metrics/metric-registry.ts';
import type { SampleOutput } from '../metrics/test-metrics.ts';
import type { TestClock } from '../scheduler/test-clock.ts';
import { type LiveOutput, liveSamples } from './live-output.ts';
import type { LoadSinks } from './load-sinks.ts';
import { type OutTarget, SampleWriter } from './sample-target.ts';

/** A `--out` while a test runs. */
export interface TestOutput {
  /** Once the metrics are known. */
  open(metrics: MetricRegistry, systemTags: readonly string[]): SampleOutput;
  /** @throws GateError FILE_UNWRITABLE */
  close(): Promise<readonly Notice[]>;
}

export interface OutputMakers {
  readonly sinks: LoadSinks;
  readonly openPrometheus: () => LiveOutput;
}

/** Every `--out`; those that can be told wrong come first, so that a refusal leaves no file behind. */
export function openOutputs(
  targets: readonly OutTarget[],
  { sinks, openPrometheus }: OutputMakers,
  clock: TestClock,
): readonly TestOutput[] {
  const live = targets
    .filter(({ format }) => format === 'prometheus')
    .map(() => liveOutput(openPrometheus()));
  const files = targets.flatMap((target) => {
    if (target.format === 'prometheus') return [];
    return [fileOutput(new SampleWriter(target, sinks.openSamples(target.file), clock))];
  });
  return [...files, ...live];
}

function liveOutput(live: LiveOutput): TestOutput {
  return { open: (metrics) => liveSamples(live, metrics), close: () => live.close() };
}

function fileOutput(writer: SampleWriter): TestOutput {
  return {
    open: (metrics, systemTags) => writer.output(metrics, systemTags),
    close: async () => {
      await writer.close();
      return [];
    },
  };
}
