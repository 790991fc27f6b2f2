import type { Notice } from './run.ts';

export type ResourceKind = 'memory' | 'file-descriptors' | 'connections';

/** What one process holds of something, over time. */
export interface ResourceSeries {
  /** Metric with its labels: `process_open_fds{instance="a"}`. */
  readonly name: string;
  readonly kind: ResourceKind;
  readonly points: readonly { readonly timeMs: number; readonly value: number }[];
}

/** What was scraped from a service while it was under load. */
export interface ResourceFeed {
  readonly series: readonly ResourceSeries[];
  /** When processes began anew, milliseconds since the epoch. */
  readonly restartsMs: readonly number[];
  readonly notices: readonly Notice[];
}
