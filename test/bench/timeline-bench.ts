import { findDrift } from '../../src/analysis/soak/find-drift.ts';
import { ingestTimeline } from '../../src/ingest/ingest-timeline.ts';
import { pointLine } from '../support/ndjson-writer.ts';
import { seededRandom } from '../support/seeded-random.ts';

const RATE = 100;
const START_MS = Date.UTC(2026, 0, 5);
/** Goal: a day at 100 requests a second within 250 MB, read as it comes. */
const GOAL_MB = 250;

/** Memory and speed of reading a soak test of so many hours; the feed is made as it is read. */
export async function benchTimeline(hours: number): Promise<void> {
  let peak = 0;
  let megabytes = 0;
  const started = performance.now();
  const timeline = await ingestTimeline(
    feed(hours * 3600, (bytes) => {
      megabytes += bytes / 1e6;
      peak = Math.max(peak, process.memoryUsage().rss / 1e6);
    }),
    'bench',
  );
  const { requests } = findDrift(timeline, null, { limit: 0.1 });
  const seconds = (performance.now() - started) / 1000;
  if (requests !== hours * 3600 * RATE) throw new Error(`read ${requests} requests`);
  console.log(`soak of ${hours} h at ${RATE} requests/s: ${megabytes.toFixed(0)} MB of NDJSON`);
  console.log(`  ${timeline.bins.length} bins of ${timeline.binSeconds} s in ${seconds.toFixed(0)} s`);
  console.log(`  peak of the whole process ${peak.toFixed(0)} MB (goal: ${GOAL_MB} MB for a day)`);
}

/** One second at a time: a request and its iteration. */
async function* feed(seconds: number, watch: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const random = seededRandom(1);
  for (let second = 0; second < seconds; second++) {
    const chunk = Buffer.from(secondOf(START_MS + second * 1000, random));
    yield chunk;
    watch(chunk.length);
  }
}

const TAGS = {
  expected_response: 'true',
  group: '',
  method: 'GET',
  name: '/products',
  scenario: 'soak',
  status: '200',
};

function secondOf(startMs: number, random: () => number): string {
  const lines: string[] = [];
  for (let index = 0; index < RATE; index++) {
    const value = 10 + 40 * random() ** 3;
    const time = startMs + (index * 1000) / RATE + value;
    lines.push(pointLine({ metric: 'http_req_duration', time, value, tags: TAGS }));
    lines.push(
      pointLine({ metric: 'iteration_duration', time, value, tags: { group: '', scenario: 'soak' } }),
    );
  }
  return `${lines.join('\n')}\n`;
}
