import { GateError } from '../model/gate-error.ts';
import { peekStream, wholeText, withoutByteOrderMark } from './byte-stream.ts';
import { CsvReader } from './csv-reader.ts';
import { gunzipStream } from './gunzip-stream.ts';
import { escapedStart, IngestAnomalies } from './ingest-anomalies.ts';
import type { IngestedResults, IngestOptions } from './ingested-results.ts';
import { metricRoles } from './metric-roles.ts';
import { parsedObject } from './ndjson-line.ts';
import { NdjsonReader } from './ndjson-reader.ts';
import { isGzip, kindOfStream, type StreamKind } from './result-format.ts';
import { SampleCollector } from './sample-collector.ts';
import { resultsOfSamples } from './sample-results.ts';
import { readSummary } from './summary-document.ts';
import { resultsOfSummary } from './summary-results.ts';

const DEFAULT_MAX_ENDPOINTS = 50;
const HEAD_BYTES = 8 * 1024;
/** k6's summaries have some kilobytes; this bounds what a wrong file can take. */
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;
const EXPECTED = 'NDJSON (--out json), CSV (--out csv), a summary export or handleSummary JSON of k6';

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
  const { head, all } = withoutByteOrderMark(await inflated(source, anomalies));
  const kind = kindOfStream(head);
  const results = await readKind(kind, head, all, options, anomalies);
  return { ...results, notices: [...results.notices, ...anomalies.notices()] };
}

async function inflated(source: AsyncIterable<Uint8Array>, anomalies: IngestAnomalies) {
  const raw = await peekStream(source, HEAD_BYTES);
  if (!isGzip(raw.head)) return raw;
  const inflated = gunzipStream(raw.all, (cause) =>
    anomalies.note(
      'results-cut',
      `the gzip stream is cut or damaged (${cause}): what came before was read; the run was killed or the disk was full`,
    ),
  );
  return peekStream(inflated, HEAD_BYTES);
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
  throw kind === 'empty' ? emptyResults(options, anomalies) : unknownFormat(head, options);
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
    throw damaged('no line of it could be read', options);
  return resultsOfSamples(format, reader, collector.finish(), options, anomalies);
}

async function readDocument(
  head: Buffer,
  all: AsyncIterable<Buffer>,
  options: IngestOptions,
): Promise<IngestedResults> {
  const text = await wholeText(all, MAX_DOCUMENT_BYTES);
  if (text === null) throw unknownFormat(head, options);
  const document = parsedObject(text);
  if (document === null) throw damaged('it begins as a JSON document, but is cut or not JSON', options);
  const summary = readSummary(document);
  if (summary === null) throw unknownFormat(head, options);
  return resultsOfSummary(summary, options);
}

function emptyResults({ label }: IngestOptions, anomalies: IngestAnomalies): GateError {
  const [cut] = anomalies.notices();
  const came = cut === undefined ? 'nothing was in it' : `nothing came out of it: ${cut.text}`;
  return new GateError('RESULTS_EMPTY', `reading ${label}: expected the results of a k6 run, but ${came}`, {
    fault: 'environment',
    hint: 'The load did not start or wrote nothing: see the messages of the engine.',
  });
}

function unknownFormat(head: Buffer, { label }: IngestOptions): GateError {
  const start = escapedStart(head.toString('latin1'));
  return new GateError('FORMAT_UNKNOWN', `reading ${label}: expected ${EXPECTED}; it begins with ${start}`, {
    fault: 'user',
    hint: 'Give the file that k6 wrote with --out json=FILE, or the one of --summary-export.',
  });
}

function damaged(what: string, { label }: IngestOptions): GateError {
  return new GateError('RESULTS_DAMAGED', `reading ${label}: expected ${EXPECTED}, but ${what}`, {
    fault: 'environment',
    hint: 'Run the load again; check that the disk is not full and that nothing else writes to the file.',
  });
}
