import type { Report } from '../model/report.ts';
import type { Logger } from '../ports/logger.ts';
import type { ReportSink } from '../ports/report-sink.ts';

/**
 * Hands the report to every sink, in order. A failed sink is a warning with a hint and changes nothing else.
 * Returns the report with the artifacts that were written.
 */
export async function deliverReport(
  report: Report,
  sinks: readonly ReportSink[],
  logger: Logger,
): Promise<Report> {
  let artifacts = report.artifacts;
  for (const sink of sinks) {
    const delivery = await sink.deliver({ ...report, artifacts });
    if (delivery.kind === 'delivered') artifacts = { ...artifacts, ...delivery.artifacts };
    else logger.warn(`${delivery.what}: ${delivery.cause}. ${delivery.hint}`);
  }
  return { ...report, artifacts };
}
