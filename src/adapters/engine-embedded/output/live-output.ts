import type { Notice } from '../../../model/run.ts';
import type { MetricRegistry } from '../metrics/metric-registry.ts';
import type { SampleOutput } from '../metrics/test-metrics.ts';
import type { MetricType, Tags } from '../vu/vu-backend.ts';

/** Takes what a test measures while it runs, and passes it on at its own pace. */
export interface LiveOutput {
  /** Before its first sample. */
  declare(name: string, type: MetricType, contains: string): void;
  add(name: string, value: number, tags: Tags): void;
  /** Never rejects. @returns what went wrong: a database that is gone is not the test's fault */
  close(): Promise<readonly Notice[]>;
}

/** Passes on every sample, each metric declared before its first one. */
export function liveSamples(live: LiveOutput, metrics: MetricRegistry): SampleOutput {
  const declared = new Set<string>();
  return ({ metric: name, value, tags }) => {
    if (!declared.has(name)) {
      declared.add(name);
      const metric = metrics.get(name);
      if (metric !== null) live.declare(name, metric.type, metric.contains);
    }
    live.add(name, value, tags);
  };
}
