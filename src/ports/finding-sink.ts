import type { ChartSpec } from '../model/chart-spec.ts';
import type { FindingReport } from '../model/finding.ts';
import type { Delivery } from './report-sink.ts';

/** Takes a finished finding somewhere. A failed sink is a warning and never changes the verdict. */
export interface FindingSink {
  readonly name: string;
  deliver(report: FindingReport, chart: ChartSpec | null): Promise<Delivery>;
}
