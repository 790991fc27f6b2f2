import type { LatencyProfile, TrendPoint } from './report.ts';

/** What a chart shows, without how it is drawn. */
export type ChartSpec =
  | {
      readonly kind: 'trend';
      readonly title: string;
      readonly subtitle: string;
      /** Oldest first. */
      readonly points: readonly TrendPoint[];
      /** Ratio: 0.2 draws the limit 20 % above the baseline. */
      readonly tolerance: number;
    }
  | {
      readonly kind: 'latency';
      readonly title: string;
      readonly subtitle: string;
      readonly baseline: LatencyProfile | null;
      readonly candidate: LatencyProfile;
    };
