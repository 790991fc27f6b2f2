import type { Report } from '../model/report.ts';

export type Delivery =
  | {
      readonly kind: 'delivered';
      readonly what: string;
      readonly artifacts: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'failed'; readonly what: string; readonly cause: string; readonly hint: string };

/** Takes a finished report somewhere. A failed sink is a warning and never changes the verdict. */
export interface ReportSink {
  readonly name: string;
  deliver(report: Report): Promise<Delivery>;
}
