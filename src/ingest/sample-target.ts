import type { SampleTags } from './sample-tags.ts';
import type { MetricRole } from './slot-registry.ts';

/** Takes the samples that a reader finds. */
export interface SampleTarget {
  /** A number for samples of a metric with these tags. */
  slotOf(role: MetricRole, metric: string, tags: SampleTags): number;
  /** One sample: when it finished in milliseconds since the epoch, and its value in the metric's unit. */
  add(slotNumber: number, timeMs: number, value: number): void;
}
