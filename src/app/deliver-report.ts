import type { Report } from '../model/report.ts';
import type { Run } from '../model/run.ts';
import type { Logger } from '../ports/logger.ts';
import type { Delivery, ReportSink } from '../ports/report-sink.ts';

/**
 * Hands the report and its rounds to every sink, in order. A failed sink is a warning with a hint and changes
 * nothing else. Returns the report with what the sinks wrote and noticed.
 */
export async function deliverReport(
  report: Report,
  runs: readonly [Run, ...Run[]],
  sinks: readonly ReportSink[],
  logger: Logger,
): Promise<Report> {
  let told = report;
  for (const sink of sinks) {
    const delivery = await sink.deliver(told, runs).catch((cause: unknown) => thrown(sink, cause));
    if (delivery.kind === 'failed') {
      logger.warn(`${delivery.what}: ${delivery.cause}. ${delivery.hint}`);
      continue;
    }
    told = {
      ...told,
      artifacts: { ...told.artifacts, ...delivery.artifacts },
      notices: [...told.notices, ...delivery.notices],
    };
  }
  return told;
}

/** Sinks do not throw; one that has a bug must not keep the others from telling the verdict. */
function thrown({ name }: ReportSink, cause: unknown): Extract<Delivery, { kind: 'failed' }> {
  const why = cause instanceof Error ? cause.message : String(cause);
  return {
    kind: 'failed',
    what: `the report was not delivered (${name})`,
    cause: why,
    hint: 'This is a bug of perf-gate; please report it. The verdict stands.',
  };
}
