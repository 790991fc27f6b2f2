import type { Spread, TimelinePoint } from './autoscaling.ts';
import type { LatencyProfile, TrendPoint } from './report.ts';
import type { Drift } from './soak-finding.ts';
import type { SpikeFinding } from './spike-finding.ts';
import type { StressFinding } from './stress-finding.ts';

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
    }
  | {
      readonly kind: 'autoscaling';
      readonly title: string;
      readonly subtitle: string;
      readonly timeline: readonly TimelinePoint[];
      /** In the order in which they should come. */
      readonly marks: readonly { readonly label: string; readonly spread: Spread }[];
      /** Requests a second; `null` when not known: then the load stands alone. */
      readonly capacityPerPod: number | null;
      /** `null`: nothing is drawn for it. */
      readonly neededReplicas: number | null;
      /** What the lowest panel shows. */
      readonly lowest: 'backlog' | 'p95';
      readonly p95ObjectiveMs: number | null;
    }
  | {
      readonly kind: 'stress';
      readonly title: string;
      readonly subtitle: string;
      /** With at least one step. */
      readonly finding: StressFinding;
    }
  | {
      readonly kind: 'spike';
      readonly title: string;
      readonly subtitle: string;
      /** With at least one second. */
      readonly finding: SpikeFinding;
    }
  | {
      readonly kind: 'soak';
      readonly title: string;
      readonly subtitle: string;
      /** At least one, a panel for each. */
      readonly drifts: readonly Drift[];
      /** Seconds from the first request. */
      readonly restarts: readonly number[];
      readonly seconds: number;
    };
