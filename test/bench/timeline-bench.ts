import { findDrift } from '../../src/analysis/soak/find-drift.ts';
import { ingestTimeline } from '../../src/ingest/ingest-timeline.ts';
import { parseEachLine } from './parse-each-line.ts';
import { makeSoakFeed, type SoakFeed } from './soak-feed.ts';

const RATE = 100;
/** Speed does not depend on the length: all ways take turns on this much, and the fastest of each counts. */
const SPEED_MINUTES = 5;
const ROUNDS = 3;

/** What reading a soak test of so many hours takes. */
export interface TimelineFigures {
  readonly hours: number;
  readonly rate: number;
  readonly gigabytes: number;
  /** Most that the whole process held at once, in megabytes. */
  readonly peakMb: number;
  /** Megabytes a second of reading, of `JSON.parse` for each line, and of the feed that nobody reads. */
  readonly speed: { readonly ours: number; readonly parse: number; readonly feed: number };
}

/** Memory and speed of reading a soak test as it comes; the feed is stamped as it is read. */
export async function measureTimeline(hours: number): Promise<TimelineFigures> {
  const feed = makeSoakFeed(RATE);
  await readSoak(feed, hours * 60);
  const peakMb = process.resourceUsage().maxRSS / 1000;
  const ways = { ours: readSoak, parse: parseMinutes, feed: drain };
  const speed = { ours: 0, parse: 0, feed: 0 };
  for (let round = 0; round < ROUNDS; round++)
    for (const way of ['ours', 'parse', 'feed'] as const) {
      const started = performance.now();
      await ways[way](feed, SPEED_MINUTES);
      const seconds = (performance.now() - started) / 1000;
      speed[way] = Math.max(speed[way], (SPEED_MINUTES * feed.minuteBytes) / 1e6 / seconds);
    }
  return { hours, rate: RATE, gigabytes: (hours * 60 * feed.minuteBytes) / 1e9, peakMb, speed };
}

async function readSoak(feed: SoakFeed, minutes: number): Promise<void> {
  const { requests } = findDrift(await ingestTimeline(feed.minutes(minutes), 'bench'), null, { limit: 0.1 });
  if (requests !== minutes * 60 * RATE) throw new Error(`read ${requests} requests`);
}

async function parseMinutes(feed: SoakFeed, minutes: number): Promise<void> {
  const requests = await parseEachLine(feed.minutes(minutes));
  if (requests !== minutes * 60 * RATE) throw new Error(`parsed ${requests} requests`);
}

async function drain(feed: SoakFeed, minutes: number): Promise<void> {
  for await (const _ of feed.minutes(minutes));
}

/** Printed by `npm run bench`; a day is `npm run bench:soak`. */
export async function benchTimeline(hours: number): Promise<void> {
  const { rate, gigabytes, peakMb, speed } = await measureTimeline(hours);
  const text = (megabytes: number) => `${megabytes.toFixed(0)} MB/s`;
  console.log(`soak of ${hours} h at ${rate} requests/s: ${gigabytes.toFixed(1)} GB of NDJSON`);
  console.log(
    `  ingestTimeline       ${text(speed.ours)}, of which the feed itself could be ${text(speed.feed)}`,
  );
  console.log(`  JSON.parse per line  ${text(speed.parse)}`);
  console.log(`  peak of the whole process ${peakMb.toFixed(0)} MB`);
}
