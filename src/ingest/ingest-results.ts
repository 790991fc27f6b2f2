import { wholeText } from './byte-stream.ts';
import { CsvReader } from './csv-reader.ts';
import { IngestAnomalies } from './ingest-anomalies.ts';
import type { IngestedResults, IngestOptions } from './ingested-results.ts';
import { metricRoles } from './metric-roles.ts';
import { parsedObject } from './ndjson-line.ts';
import { NdjsonReader } from './ndjson-reader.ts';
import { damagedResults, emptyResults, openResults, unknownFormat } from './open-results.ts';
import type { StreamKind } from './result-format.ts';
import { SampleCollector } from './sample-collector.ts';
import { resultsOfSamples } from './sample-results.ts';
import { readSummary } from './summary-document.ts';
import { resultsOfSummary } from './summary-results.ts';

const DEFAULT_MAX_ENDPOINTS = 50;
/** k6's summaries have some kilobytes; this bounds what a wrong file can take. */
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

/**
 * Reads the results of a k6 run: NDJSON, CSV or one of its summaries, gzipped or not, told apart by content.
 * Streams: memory does not grow with the size of the file (see `EXACT_SAMPLES` for what is kept).
 * A cut or partly damaged file is read as far as it goes and said so in the notices.
 * @throws GateError `RESULTS_EMPTY`, `FORMAT_UNKNOWN` or `RESULTS_DAMAGED` when nothing can be learnt from it
 */
export async function ingestResults(
  source: AsyncIterable<Uint8Array>,
  options: IngestOptions,
): Promise<IngestedResults> {
  const anomalies = new IngestAnomalies();
  const { kind, head, all } = await openResults(source, anomalies);
  const results = await readKind(kind, head, all, options, anomalies);
  return { ...results, notices: [...results.notices, ...anomalies.notices()] };
}

async function readKind(
  kind: StreamKind,
  head: Buffer,
  all: AsyncIterable<Buffer>,
  options: IngestOptions,
  anomalies: IngestAnomalies,
): Promise<IngestedResults> {
  if (kind === 'ndjson' || kind === 'csv') return readSamples(kind, all, options, anomalies);
  if (kind === 'json-document') return readDocument(head, all, options);
  // A producer that waits to be read must not wait for ever.
  for await (const _ of all);
  throw kind === 'empty' ? emptyResults(options.label, anomalies) : unknownFormat(head, options.label);
}

async function readSamples(
  format: 'ndjson' | 'csv',
  all: AsyncIterable<Buffer>,
  options: IngestOptions,
  anomalies: IngestAnomalies,
): Promise<IngestedResults> {
  const roles = metricRoles(options.metrics);
  const collector = new SampleCollector({ maxEndpoints: DEFAULT_MAX_ENDPOINTS, ...options }, anomalies);
  const reader =
    format === 'ndjson'
      ? new NdjsonReader(roles, collector, anomalies)
      : new CsvReader(roles, collector, anomalies);
  for await (const chunk of all) reader.push(chunk);
  reader.end();
  if (reader.understood === 0 && anomalies.unreadableLines > 0)
    throw damagedResults('no line of it could be read', options.label);
  return resultsOfSamples(format, reader, collector.finish(), options, anomalies);
}

async function readDocument(
  head: Buffer,
  all: AsyncIterable<Buffer>,
  options: IngestOptions,
): Promise<IngestedResults> {
  const text = await wholeText(all, MAX_DOCUMENT_BYTES);
  if (text === null) throw unknownFormat(head, options.label);
  const document = parsedObject(text);
  if (document === null)
    throw damagedResults('it begins as a JSON document, but is cut or not JSON', options.label);
  const summary = readSummary(document);
  if (summary === null) throw unknownFormat(head, options.label);
  return resultsOfSummary(summary, options);
}
