import type { Comparability } from '../model/comparison.ts';
import type { Machine } from '../model/environment.ts';
import type { Report } from '../model/report.ts';
import type { Reason, VerdictKind } from '../model/verdict.ts';

/** Parts that `report.json` has as the record has them. */
type Shared =
  | 'schemaVersion'
  | 'tool'
  | 'createdAt'
  | 'key'
  | 'script'
  | 'commit'
  | 'branch'
  | 'pullRequest'
  | 'runUrl'
  | 'headline'
  | 'advice'
  | 'policy'
  | 'baseline'
  | 'candidate'
  | 'change'
  | 'interval'
  | 'noise'
  | 'minimumDetectableChange'
  | 'judgements'
  | 'endpoints'
  | 'thresholds'
  | 'rounds'
  | 'load'
  | 'generator'
  | 'promotion'
  | 'acceptance'
  | 'notices'
  | 'trend'
  | 'artifacts';

/** The shape of `report.json`; `report-schema.ts` is the same for machines. A change here is a public change. */
export interface ReportDocument extends Pick<Report, Shared> {
  readonly verdict: VerdictKind;
  readonly reasons: readonly [Reason, ...Reason[]];
  /** Of the headline rule. */
  readonly metric: string;
  readonly quantile: number;
  readonly endpoint: string | null;
  readonly unit: 'ms';
  readonly tolerance: number;
  readonly floorMs: number;
  readonly engine: Report['environment']['engine'];
  readonly environment: Comparability & { readonly machine: Machine | null };
}
