import type { BaselineStore } from '../ports/baseline-store.ts';
import type { FindingSink } from '../ports/finding-sink.ts';
import type { ReportSink } from '../ports/report-sink.ts';

/** Where a job will write once its load is over. */
export interface WrittenTo {
  /** `null`: nothing is filed. */
  readonly store: Pick<BaselineStore, 'checkWritable'> | null;
  readonly sinks: readonly Pick<ReportSink | FindingSink, 'checkWritable'>[];
}

/**
 * Looks before the load whether its result can be kept: nobody waits for minutes to learn that.
 * @throws GateError STORE_UNWRITABLE, FILE_UNWRITABLE
 */
export async function checkWritable({ store, sinks }: WrittenTo): Promise<void> {
  await store?.checkWritable?.();
  for (const sink of sinks) await sink.checkWritable?.();
}
