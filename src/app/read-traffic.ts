import { LineCutter } from '../ingest/byte-lines.ts';
import { gunzipStream } from '../ingest/gunzip-stream.ts';
import { GateError } from '../model/gate-error.ts';
import type { ResultsReader } from '../ports/results-reader.ts';
import { type TrafficMix, TrafficMixReader } from '../traffic/traffic-mix.ts';

/**
 * The mix of requests that access logs show, read as they come; files that end in .gz are inflated.
 * @throws GateError when a file cannot be read, or no line of any is one of a known format
 */
export async function readTraffic(files: readonly string[], reader: ResultsReader): Promise<TrafficMix> {
  const mix = new TrafficMixReader();
  for (const file of files) {
    const lines = new LineCutter((bytes, start, end) => mix.addLine(bytes.toString('utf8', start, end)));
    for await (const chunk of bytesOf(file, reader)) lines.push(Buffer.from(chunk));
    mix.addLine(lines.end().unfinished.toString('utf8'));
  }
  const told = mix.finish();
  if (told.lines.read > 0) return told;
  const came =
    told.lines.unreadable === 0 ? 'nothing was in it' : `none of its ${told.lines.unreadable} lines is`;
  throw new GateError(
    'FORMAT_UNKNOWN',
    `reading ${files.join(', ')}: expected lines of the common or combined format, or of JSON, but ${came}`,
    { fault: 'user', hint: 'Give the access log of Apache, nginx, Caddy or Traefik.' },
  );
}

function bytesOf(file: string, reader: ResultsReader): AsyncIterable<Uint8Array> {
  const bytes = reader.read(file);
  return file.endsWith('.gz') ? gunzipStream(bytes, () => undefined) : bytes;
}
