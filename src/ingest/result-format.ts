import { CSV_START } from './csv-reader.ts';
import { parseNdjsonLine } from './ndjson-line.ts';

/** How a file begins; which of the summaries a JSON document is shows when it is read. */
export type StreamKind = 'ndjson' | 'csv' | 'json-document' | 'empty' | 'unknown';

/** The beginning of a point or metric line in the layouts of k6, for a first line that is cut or very long. */
const NDJSON_START = /^\{"(?:metric":"|type":"(?:Point|Metric)")/;

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** @param head the first bytes, at least the first line where it is of ordinary length */
export function kindOfStream(head: Buffer): StreamKind {
  const text = head.toString('utf8').trimStart();
  if (text === '') return 'empty';
  if (text.startsWith(CSV_START)) return 'csv';
  if (!text.startsWith('{')) return 'unknown';
  if (NDJSON_START.test(text)) return 'ndjson';
  if (head.includes(0)) return 'unknown';
  const firstLine = text.slice(0, text.indexOf('\n') >>> 0);
  return parseNdjsonLine(firstLine).kind === 'unreadable' ? 'json-document' : 'ndjson';
}
