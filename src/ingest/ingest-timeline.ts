import { GateError } from '../model/gate-error.ts';
import type { LoadTimeline } from '../model/load-timeline.ts';
import { CsvReader } from './csv-reader.ts';
import { IngestAnomalies } from './ingest-anomalies.ts';
import { metricRoles } from './metric-roles.ts';
import { NdjsonReader } from './ndjson-reader.ts';
import { damagedResults, emptyResults, openResults, unknownFormat } from './open-results.ts';
import { TimelineCollector } from './timeline-collector.ts';

/**
 * Reads the samples of a load test (NDJSON or CSV of k6, gzipped or not) into a timeline, as they come: memory depends neither on
 * the length of the test nor on its rate.
 * @throws GateError `RESULTS_EMPTY`, `FORMAT_UNKNOWN` or `RESULTS_DAMAGED` when nothing can be learnt from it
 */
export async function ingestTimeline(
  source: AsyncIterable<Uint8Array>,
  label: string,
): Promise<LoadTimeline> {
  const anomalies = new IngestAnomalies();
  const { kind, head, all } = await openResults(source, anomalies);
  if (kind !== 'ndjson' && kind !== 'csv') {
    // A producer that waits to be read must not wait for ever.
    for await (const _ of all);
    if (kind === 'json-document') throw noTimes(label);
    throw kind === 'empty' ? emptyResults(label, anomalies) : unknownFormat(head, label);
  }
  const collector = new TimelineCollector(anomalies);
  const roles = metricRoles([]);
  const reader =
    kind === 'ndjson'
      ? new NdjsonReader(roles, collector, anomalies)
      : new CsvReader(roles, collector, anomalies);
  for await (const chunk of all) reader.push(chunk);
  reader.end();
  if (reader.understood === 0 && anomalies.unreadableLines > 0)
    throw damagedResults('no line of it could be read', label);
  if (collector.strayed > collector.accepted)
    throw damagedResults('its samples span more than a week: the clock of the machine was wrong', label);
  return { ...collector.finish(), notices: anomalies.notices() };
}

function noTimes(label: string): GateError {
  return new GateError(
    'FORMAT_UNKNOWN',
    `reading ${label}: expected the samples of a load test, but it is a summary, which has no times`,
    { fault: 'user', hint: 'Give the file that k6 wrote with --out json=FILE (or csv=FILE).' },
  );
}
