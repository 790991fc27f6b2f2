import { type FindingOptions, findIn } from '../analysis/find-in.ts';
import { ingestTimeline } from '../ingest/ingest-timeline.ts';
import { readResourceFeed } from '../ingest/resource-feed.ts';
import type { FindingTest } from '../model/finding.ts';
import { parseFinding } from '../model/finding-file.ts';
import type { FindingEntry } from '../model/history.ts';
import type { ResultsReader } from '../ports/results-reader.ts';
import {
  concludeFinding,
  type FindingDeps,
  type FindingOutcome,
  type FindingTerms,
  type Found,
} from './conclude-finding.ts';
import { type EarlierFindings, entryOf, loadFindings } from './load-findings.ts';

export interface AnalyseRequest {
  readonly test: FindingTest;
  /** Several are tests of one job: further looks at the same version. */
  readonly files: readonly [string, ...string[]];
  /** Findings of earlier tests, oldest first; empty: those of the store. */
  readonly previous: readonly string[];
  /** Scrapes of the service's metrics; soak alone reads them. */
  readonly metrics: string | null;
  readonly options: FindingOptions;
  readonly terms: FindingTerms;
}

export interface AnalyseDeps extends FindingDeps {
  readonly reader: ResultsReader;
}

const GENERATOR_UNKNOWN = { cpuShare: null, loopUtilisation: null };

/**
 * What the samples of a stress, spike or soak test say, beside earlier tests of the same key.
 * @throws GateError when a file cannot be read or holds no samples, or the store cannot be read
 */
export async function analyseRun(request: AnalyseRequest, deps: AnalyseDeps): Promise<FindingOutcome> {
  const [first, ...rest] = request.files;
  const looks: [Found, ...Found[]] = [await foundIn(first, request, deps.reader)];
  for (const file of rest) looks.push(await foundIn(file, request, deps.reader));
  const { entries, notices } = await earlierFindings(request, deps);
  const [head, ...others] = looks;
  const told: Found = { ...head, notices: [...notices, ...head.notices] };
  return concludeFinding([told, ...others], entries, request.terms, deps);
}

async function foundIn(file: string, request: AnalyseRequest, reader: ResultsReader): Promise<Found> {
  const timeline = await ingestTimeline(reader.read(file), file);
  const { metrics } = request;
  const feed = metrics === null ? null : await readResourceFeed(reader.read(metrics));
  const measured = { timeline, feed, generator: GENERATOR_UNKNOWN };
  const finding = findIn(request.test, measured, request.options);
  const notices = [...timeline.notices, ...(feed?.notices ?? [])];
  return { finding, source: file, startMs: timeline.startMs, notices };
}

async function earlierFindings(
  { test, previous, terms }: AnalyseRequest,
  { reader, store }: AnalyseDeps,
): Promise<EarlierFindings> {
  if (previous.length === 0) return loadFindings(store, test, terms.key);
  const entries: FindingEntry[] = [];
  for (const file of previous) entries.push(entryOf(parseFinding(await textOf(reader.read(file)), file)));
  return { entries, notices: [] };
}

async function textOf(source: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
