import type { ChartSpec } from '../model/chart-spec.ts';
import type { FindingReport } from '../model/finding.ts';
import type { Delivery } from './report-sink.ts';

/** Takes a finished finding somewhere. A failed sink is a warning and never changes the verdict. */
export interface FindingSink {
  readonly name: string;
  /**
   * Where it can be told before there is a report: whether it could be delivered.
   * @throws GateError FILE_UNWRITABLE
   */
  checkWritable?(): Promise<void>;
  deliver(report: FindingReport, chart: ChartSpec | null): Promise<Delivery>;
}
