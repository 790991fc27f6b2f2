import { ingestResults } from '../../src/ingest/ingest-results.ts';
import type { IngestedResults, IngestOptions } from '../../src/ingest/ingested-results.ts';
import { byteSource } from './byte-source.ts';

/** Ingests a text or bytes as a results file; no warm-up unless asked for. */
export function ingestText(
  content: string | Uint8Array | Iterable<string>,
  options: Partial<IngestOptions> = {},
  chunkBytes?: number,
): Promise<IngestedResults> {
  return ingestResults(byteSource(content, chunkBytes), {
    warmUpMs: 0,
    metrics: [],
    label: 'results.json',
    ...options,
  });
}

export function codesOf(results: IngestedResults): string[] {
  return results.notices.map(({ code }) => code);
}
