import type { ChartSpec } from '../../model/chart-spec.ts';

/** What a chart of scaling out shows. */
export type AutoscalingSpec = Extract<ChartSpec, { kind: 'autoscaling' }>;
