import type { Report } from '../model/report.ts';
import type { Notice, Run } from '../model/run.ts';

export type Delivery =
  | {
      readonly kind: 'delivered';
      readonly what: string;
      readonly artifacts: Readonly<Record<string, string>>;
      /** What a reader should know of it, for example a chart that could not be drawn. */
      readonly notices: readonly Notice[];
    }
  | { readonly kind: 'failed'; readonly what: string; readonly cause: string; readonly hint: string };

/** Takes a finished report somewhere. A failed sink is a warning and never changes the verdict. */
export interface ReportSink {
  readonly name: string;
  /**
   * Where it can be told before there is a report: whether it could be delivered.
   * @throws GateError FILE_UNWRITABLE
   */
  checkWritable?(): Promise<void>;
  /** Called when the load begins: what delivering needs can be loaded while others work. */
  prepare?(): void;
  /** `runs`: the rounds that the report is about, for sinks that keep them for later comparisons. */
  deliver(report: Report, runs: readonly [Run, ...Run[]]): Promise<Delivery>;
}
