import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MOST_EXACT_VALUES } from '../../../src/adapters/engine-embedded/metrics/trend-sink.ts';
import { theilSenLine } from '../../../src/stats/theil-sen.ts';
import { bundledDriver, median, type TruthServer } from './bench-tools.ts';
import type { Subject } from './measures.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const RATE = 500;
const MINUTE_MS = 60_000;
/** Trends of a request, of the part of it that was expected, and of its iteration: each keeps its first values, 8 bytes long. */
const VALUES_PER_REQUEST = 9;
/** From here on trends have all the values that they keep. */
const SETTLED_MINUTES = MOST_EXACT_VALUES / RATE / 60;

/** Memory of a long run, in MB. */
export interface MemoryCourse {
  /** Median of each minute. */
  readonly byMinute: readonly number[];
  /** MB a minute once trends keep no more values; Theil and Sen's. */
  readonly slope: number;
  /** The same of the main thread's heap and what hangs on it; the rest are threads of VUs, and fragments. */
  readonly mainSlope: number;
  readonly requests: number;
}

/** MB that the values of trends take at most. */
function keptMb(): number {
  return (MOST_EXACT_VALUES * VALUES_PER_REQUEST * Float64Array.BYTES_PER_ELEMENT) / 2 ** 20;
}

interface MemoryPoint {
  /** Minutes. */
  readonly x: number;
  /** MB of the process. */
  readonly y: number;
  /** MB of its main thread. */
  readonly main: number;
}

/** Runs 500 requests a second for some minutes; tells of each minute as it ends. */
export async function memoryCourse(
  { backend, node }: Subject,
  server: TruthServer,
  minutes: number,
  tell: (minute: number, mb: number) => void,
): Promise<MemoryCourse> {
  const args = [backend, here('accuracy.js'), server.url, String(RATE), String(minutes * 60)];
  const child = spawn(node.binary, [...node.flags, await bundledDriver('memory-driver'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = once(child, 'close');
  const points: MemoryPoint[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const [ms = 0, mb = 0, main = 0] = line.split(' ').map(Number);
    const before = Math.floor((points.at(-1)?.x ?? 0) + 1e-9);
    points.push({ x: ms / MINUTE_MS, y: mb, main });
    if (ms / MINUTE_MS >= before + 1) tell(before + 1, mb);
  }
  const [code] = await ended;
  if (code !== 0) throw new Error(`the run ended with ${code}: ${said.slice(-2_000)}`);
  return courseOf(points, requestsIn(said));
}

function courseOf(points: readonly MemoryPoint[], requests: number): MemoryCourse {
  // The end of the load, seconds after the last whole minute, is none of its own.
  const minutes = Math.round(points.at(-1)?.x ?? 0);
  const byMinute = Array.from({ length: minutes }, (_, minute) =>
    median(points.filter(({ x }) => Math.floor(x) === minute).map(({ y }) => y)),
  );
  const from = Math.min(SETTLED_MINUTES, (points.at(-1)?.x ?? 0) / 2);
  const later = points.filter(({ x }) => x >= from);
  const minutesOf = later.map(({ x }) => x);
  const slopeOf = (mb: readonly number[]) => theilSenLine(minutesOf, mb).slope;
  return {
    byMinute,
    slope: slopeOf(later.map(({ y }) => y)),
    mainSlope: slopeOf(later.map(({ main }) => main)),
    requests,
  };
}

/** A table of courses, one row for each subject. */
export function memoryTable(courses: readonly (readonly [Subject, MemoryCourse])[]): string {
  const minutes = Math.max(...courses.map(([, { byMinute }]) => byMinute.length));
  const heads = Array.from({ length: minutes }, (_, minute) => `${minute + 1}`);
  const rows = courses.map(([{ backend, node }, { byMinute, slope, mainSlope, requests }]) => {
    const cells = heads.map((_, minute) => byMinute[minute]?.toFixed(0) ?? '');
    const name = `\`${backend}\`, Node ${node.version.slice(1)}`;
    return `| ${name} | ${cells.join(' | ')} | ${slope.toFixed(1)} MB a minute | ${mainSlope.toFixed(1)} | ${requests} |`;
  });
  return [
    `Memory of the whole process in MB, median of each minute, at ${RATE} requests/s with NDJSON written (\`npm run bench:engine -- --memory\`).`,
    `Trends keep their first ${MOST_EXACT_VALUES} values, ${keptMb().toFixed(1)} MB in all, which takes ${SETTLED_MINUTES.toFixed(1)} minutes here; the slope is that from then on.`,
    '',
    `| | ${heads.join(' | ')} | slope | of the main thread | requests |`,
    `|---|${heads.map(() => '---|').join('')}---|---|---|`,
    ...rows,
  ].join('\n');
}

/** From the JSON that `load` printed, notes before it. */
function requestsIn(said: string): number {
  const report = JSON.parse(said.slice(said.indexOf('\n{\n') + 1 || said.indexOf('{')));
  return report.summary.metrics.http_reqs.values.count;
}
