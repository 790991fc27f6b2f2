import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { theilSenLine } from '../../../src/stats/theil-sen.ts';
import { bundledDriver, median, type TruthServer } from './bench-tools.ts';
import type { Subject } from './measures.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const RATE = 500;
const MINUTE_MS = 60_000;
/** Trends of a request, of the part of it that was expected, and of its iteration: each keeps every value, 8 bytes long. */
const VALUES_PER_REQUEST = 9;

/** Memory of a long run, in MB. */
export interface MemoryCourse {
  /** Median of each minute. */
  readonly byMinute: readonly number[];
  /** MB a minute, after the first one; Theil and Sen's. */
  readonly slope: number;
  readonly requests: number;
}

/** MB a minute that the values of trends take, which are kept so that percentiles are exact. */
export function keptMbPerMinute(): number {
  return (RATE * 60 * VALUES_PER_REQUEST * Float64Array.BYTES_PER_ELEMENT) / 2 ** 20;
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
  const points: { readonly x: number; readonly y: number }[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const [ms = 0, mb = 0] = line.split(' ').map(Number);
    const before = Math.floor((points.at(-1)?.x ?? 0) + 1e-9);
    points.push({ x: ms / MINUTE_MS, y: mb });
    if (ms / MINUTE_MS >= before + 1) tell(before + 1, mb);
  }
  const [code] = await ended;
  if (code !== 0) throw new Error(`the run ended with ${code}: ${said.slice(-2_000)}`);
  return courseOf(points, requestsIn(said));
}

function courseOf(points: readonly { x: number; y: number }[], requests: number): MemoryCourse {
  // The end of the load, seconds after the last whole minute, is none of its own.
  const minutes = Math.round(points.at(-1)?.x ?? 0);
  const byMinute = Array.from({ length: minutes }, (_, minute) =>
    median(points.filter(({ x }) => Math.floor(x) === minute).map(({ y }) => y)),
  );
  const from = Math.min(1, (points.at(-1)?.x ?? 0) / 2);
  const later = points.filter(({ x }) => x >= from);
  const line = theilSenLine(
    later.map(({ x }) => x),
    later.map(({ y }) => y),
  );
  return { byMinute, slope: line.slope, requests };
}

/** A table of courses, one row for each subject. */
export function memoryTable(courses: readonly (readonly [Subject, MemoryCourse])[]): string {
  const minutes = Math.max(...courses.map(([, { byMinute }]) => byMinute.length));
  const heads = Array.from({ length: minutes }, (_, minute) => `${minute + 1}`);
  const rows = courses.map(([{ backend, node }, { byMinute, slope, requests }]) => {
    const cells = heads.map((_, minute) => byMinute[minute]?.toFixed(0) ?? '');
    const name = `\`${backend}\`, Node ${node.version.slice(1)}`;
    return `| ${name} | ${cells.join(' | ')} | ${slope.toFixed(1)} MB a minute | ${requests} |`;
  });
  return [
    `Memory of the whole process in MB, median of each minute, at ${RATE} requests/s with NDJSON written (\`npm run bench:engine -- --memory\`).`,
    `Trends keep every value, so that percentiles are exact: that alone is ${keptMbPerMinute().toFixed(1)} MB a minute. The slope is that from the second minute on.`,
    '',
    `| | ${heads.join(' | ')} | slope | requests |`,
    `|---|${heads.map(() => '---|').join('')}---|---|`,
    ...rows,
  ].join('\n');
}

/** From the JSON that `load` printed, notes before it. */
function requestsIn(said: string): number {
  const report = JSON.parse(said.slice(said.indexOf('\n{\n') + 1 || said.indexOf('{')));
  return report.summary.metrics.http_reqs.values.count;
}
