import { GateError } from '../model/gate-error.ts';
import { type PeekedStream, peekStream, withoutByteOrderMark } from './byte-stream.ts';
import { gunzipStream } from './gunzip-stream.ts';
import { escapedStart, type IngestAnomalies } from './ingest-anomalies.ts';
import { isGzip, kindOfStream, type StreamKind } from './result-format.ts';

const HEAD_BYTES = 8 * 1024;
const EXPECTED = 'NDJSON (--out json), CSV (--out csv), a summary export or handleSummary JSON of k6';

/** A results file whose kind is known, inflated, nothing of it taken. */
export interface OpenedResults extends PeekedStream {
  readonly kind: StreamKind;
}

/** Looks what a results file is by its content, gzipped or not. */
export async function openResults(
  source: AsyncIterable<Uint8Array>,
  anomalies: IngestAnomalies,
): Promise<OpenedResults> {
  const { head, all } = withoutByteOrderMark(await inflated(source, anomalies));
  return { kind: kindOfStream(head), head, all };
}

async function inflated(
  source: AsyncIterable<Uint8Array>,
  anomalies: IngestAnomalies,
): Promise<PeekedStream> {
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

export function emptyResults(label: string, anomalies: IngestAnomalies): GateError {
  const [cut] = anomalies.notices();
  const came = cut === undefined ? 'nothing was in it' : `nothing came out of it: ${cut.text}`;
  return new GateError('RESULTS_EMPTY', `reading ${label}: expected the results of a k6 run, but ${came}`, {
    fault: 'environment',
    hint: 'The load did not start or wrote nothing: see the messages of the engine.',
  });
}

export function unknownFormat(head: Buffer, label: string): GateError {
  const start = escapedStart(head.toString('latin1'));
  return new GateError('FORMAT_UNKNOWN', `reading ${label}: expected ${EXPECTED}; it begins with ${start}`, {
    fault: 'user',
    hint: 'Give the file that k6 wrote with --out json=FILE, or the one of --summary-export.',
  });
}

export function damagedResults(what: string, label: string): GateError {
  return new GateError('RESULTS_DAMAGED', `reading ${label}: expected ${EXPECTED}, but ${what}`, {
    fault: 'environment',
    hint: 'Run the load again; check that the disk is not full and that nothing else writes to the file.',
  });
}
