import { type LoadTrace, shiftedTrace, spikeOnset } from '../autoscaling/load/load-trace.ts';
import { readTrace } from '../autoscaling/load/read-trace.ts';
import { traceOfSeconds } from '../autoscaling/load/trace-of-seconds.ts';
import { peekStream } from '../ingest/byte-stream.ts';
import { GateError } from '../model/gate-error.ts';
import { type Notice, seriesOf } from '../model/run.ts';
import type { ResultsReader } from '../ports/results-reader.ts';
import { countOf } from '../stats/log-histogram.ts';
import { decodeSeconds } from '../stats/second-histograms.ts';
import { readRuns } from './read-runs.ts';

export interface LoadOfFile {
  /** Its second 0 is the spike. */
  readonly trace: LoadTrace;
  readonly notices: readonly Notice[];
}

const HEAD_BYTES = 4_096;
/** A line of numbers, or a heading that names a time first. */
const TRACE_START = /^\ufeff?(\s*(#.*)?[\r\n]+)*\s*("?(t|time|seconds?|elapsed)\b|[-+.\d]|nan\b)/i;

/**
 * The load of a file: lines of `seconds,rate`, or the successful requests in each second of a k6 result or a `run.json`.
 * @param spikeAt second of the file at which the spike begins; `null`: where the load takes off
 * @throws GateError when it cannot be read or has no load
 */
export async function readLoad(
  path: string,
  spikeAt: number | null,
  reader: ResultsReader,
): Promise<LoadOfFile> {
  const { head, all } = await peekStream(reader.read(path), HEAD_BYTES);
  const isTrace = head.length === 0 || TRACE_START.test(head.toString('utf8'));
  const { trace, notices } = isTrace ? readTrace(await wholeText(all), path) : await ofRun(path, all);
  const onset = spikeAt ?? spikeOnset(trace);
  if (onset !== null) return { trace: shiftedTrace(trace, onset), notices };
  const text = `${path} has no spike (its load never rises by half): times count from its beginning`;
  return {
    trace: shiftedTrace(trace, trace.points[0].second),
    notices: [...notices, { code: 'no-spike', text }],
  };
}

async function ofRun(path: string, all: AsyncIterable<Uint8Array>): Promise<LoadOfFile> {
  const [run] = await readRuns(path, { read: () => all }, { warmUpMs: 0, metrics: [], role: 'candidate' });
  const series = seriesOf(run, 'http_req_duration', null);
  const trace = series === null ? null : traceOfSeconds(decodeSeconds(series.seconds).map(countOf));
  if (trace === null) throw noLoad(path);
  const failed = run.load.failedRequests;
  const text = `${failed} failed requests of ${path} are not part of the load`;
  return { trace, notices: failed > 0 ? [{ code: 'failed-requests', text }] : [] };
}

async function wholeText(source: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function noLoad(path: string): GateError {
  return new GateError(
    'RESULTS_EMPTY',
    `reading the load of ${path}: expected requests in each second, got none`,
    {
      fault: 'user',
      hint: 'Give a result with samples (--out json or csv of k6, run.json), not a summary.',
    },
  );
}
