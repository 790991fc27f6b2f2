import { ingestResults } from '../../src/ingest/ingest-results.ts';
import { byteSource } from '../support/byte-source.ts';
import { runLines } from '../support/ndjson-writer.ts';
import { parseEachLine } from './parse-each-line.ts';

const MEGABYTE = 1e6;
const TARGET_BYTES = 200 * MEGABYTE;
/** Of distinct text; it is read again and again, so that the bench measures reading and not writing. */
const BLOCK_REQUESTS = 3_000;
/** The fastest counts: the others were disturbed by whatever else the machine does. */
const ROUNDS = 3;

interface Measurement {
  readonly megabytesPerSecond: number;
  /** Peak of the resident set above what it was before, in megabytes. */
  readonly growth: number;
}

/** Prints the speed of the ingest on about 200 MB of NDJSON, beside `JSON.parse` of each line in the same run. */
export async function benchIngest(): Promise<void> {
  const block = Buffer.from(
    [...runLines({ requests: BLOCK_REQUESTS, ratePerSecond: 1_000, seed: 1, failureRate: 0.01 })].join(''),
  );
  const repeats = Math.ceil(TARGET_BYTES / block.length);
  const megabytes = (repeats * block.length) / MEGABYTE;
  const ours: Measurement[] = [];
  const parsed: Measurement[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await measure((watch) => ingest(block, repeats, watch), megabytes));
    parsed.push(await measure((watch) => parse(block, repeats, watch), megabytes));
  }
  const ratio = fastest(ours) / fastest(parsed);
  console.log(`ingest of ${megabytes.toFixed(0)} MB NDJSON (${repeats * BLOCK_REQUESTS} requests)`);
  console.log(`  ingestResults        ${line(ours)}`);
  console.log(`  JSON.parse per line  ${line(parsed)}`);
  console.log(`  ratio                ${ratio.toFixed(1)} times (goal: 5 times, 200 MB/s, flat memory)`);
}

async function ingest(block: Buffer, repeats: number, watch: () => void): Promise<void> {
  const results = await ingestResults(repeated(block, repeats, watch), {
    warmUpMs: 0,
    metrics: [],
    label: 'bench',
  });
  if (results.load.requests !== repeats * BLOCK_REQUESTS)
    throw new Error(`read ${results.load.requests} requests, expected ${repeats * BLOCK_REQUESTS}`);
}

async function parse(block: Buffer, repeats: number, watch: () => void): Promise<void> {
  const requests = await parseEachLine(repeated(block, repeats, watch));
  if (requests !== repeats * BLOCK_REQUESTS) throw new Error(`parsed ${requests} requests`);
}

async function* repeated(block: Buffer, repeats: number, watch: () => void): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < repeats; i++) {
    yield* byteSource(block);
    watch();
  }
}

async function measure(work: (watch: () => void) => Promise<void>, megabytes: number): Promise<Measurement> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const start = performance.now();
  await work(watch);
  const seconds = (performance.now() - start) / 1000;
  watch();
  return { megabytesPerSecond: megabytes / seconds, growth: (peak - before) / MEGABYTE };
}

function fastest(rounds: readonly Measurement[]): number {
  return Math.max(...rounds.map(({ megabytesPerSecond }) => megabytesPerSecond));
}

function line(rounds: readonly Measurement[]): string {
  const growth = Math.max(...rounds.map((round) => round.growth));
  return `${fastest(rounds).toFixed(0).padStart(6)} MB/s, memory grew by at most ${growth.toFixed(0)} MB`;
}
