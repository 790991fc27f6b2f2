/**
 * Reads the results of a soak test of a day, 100 requests a second, and writes what that took into
 * `docs/explanation/stress-spike-soak.md`: `npm run bench:soak` (some minutes; 29 GB are read); `-- --hours N` only prints. Exits with 1 when
 * the goal is missed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureTimeline, type TimelineFigures } from './timeline-bench.ts';

const PAGE = fileURLToPath(new URL('../../docs/explanation/stress-spike-soak.md', import.meta.url));
const BLOCK = /(<!-- memory: written by npm run bench:soak -->\n\n)[\s\S]*?(\n\n<!-- \/memory -->)/;
const DAY_HOURS = 24;
const GOAL_MB = 250;

const { values } = parseArgs({ options: { hours: { type: 'string', default: `${DAY_HOURS}` } } });
const figures = await measureTimeline(Number(values.hours));
const text = told(figures);
console.log(text);
if (figures.hours === DAY_HOURS) write();
process.exitCode = figures.peakMb > GOAL_MB ? 1 : 0;

function told({ hours, rate, gigabytes, peakMb, speed }: TimelineFigures): string {
  return `Results are read as they come. Those of ${hours} hours at ${rate} requests a second (${gigabytes.toFixed(1)} GB, everything that k6 writes) took ${peakMb.toFixed(0)} MB at most, the whole process (goal: ${GOAL_MB} MB), and were read ${(speed.ours / speed.parse).toFixed(1)} times as fast as \`JSON.parse\` alone takes for each line.`;
}

function write(): void {
  const page = readFileSync(PAGE, 'utf8');
  if (!BLOCK.test(page)) throw new Error(`${PAGE} has no place for the figures`);
  writeFileSync(
    PAGE,
    page.replace(BLOCK, (_, begin, end) => `${begin}${text}${end}`),
  );
}
