/**
 * What `run --test` finds of the sample shop, held against long runs at fixed rates: `npm run evidence:analysis` (about 20 minutes of an
 * otherwise idle machine; `-- --only stress|spike|soak` for one of them). Prints a table; `--write` puts it into the page.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { ingestTimeline } from '../../src/ingest/ingest-timeline.ts';
import type { FindingReport } from '../../src/model/finding.ts';
import { countOf, mergeHistograms, quantileOfHistogram } from '../../src/stats/log-histogram.ts';
import { byteSource } from '../support/byte-source.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = path.join(ROOT, 'docs/explanation/stress-spike-soak.md');
const [BEGIN, END] = ['<!-- evidence: written by npm run evidence:analysis -->', '<!-- /evidence -->'];
const SLO_MS = 300;
const ESTIMATE = 200;
/** Requests worked on at once: about 200 a second. */
const LIMIT = ['--max-concurrency', '4'];
const FIXED_SECONDS = 60;
const LONGEST_MS = 45 * 60_000;

const { values } = parseArgs({
  options: { only: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const folder = await mkdtemp(path.join(tmpdir(), 'perf-gate-evidence-'));
const rows: string[] = [];
try {
  if (values.only === undefined || values.only === 'stress') rows.push(await stressRow());
  if (values.only === undefined || values.only === 'spike') rows.push(await spikeRow());
  if (values.only === undefined || values.only === 'soak') rows.push(await soakRow(0), await soakRow(2_000));
} finally {
  await rm(folder, { recursive: true, force: true });
}
const table = ['| test | found | truth | |', '|---|--:|--:|---|', ...rows].join('\n');
console.log(table);
if (values.write) await writeTable();

/** The crossing by bisection over runs of a minute at one rate each, beside what one ramp finds. */
async function stressRow(): Promise<string> {
  const found = await withShop(LIMIT, (url) => finding('stress', url, { ESTIMATE: `${ESTIMATE}` }));
  const rate =
    found.finding.test === 'stress' ? (found.finding.breakingPoint?.rate ?? Number.NaN) : Number.NaN;
  let [low, high] = [ESTIMATE * 0.4, ESTIMATE * 1.4];
  while (high / low > 1.04) {
    const middle = Math.sqrt(low * high);
    if ((await p95At(middle)) > SLO_MS) high = middle;
    else low = middle;
  }
  const truth = Math.sqrt(low * high);
  const error = rate / truth - 1;
  return `| stress | ${rate.toFixed(0)} requests/s | ${truth.toFixed(0)} | ${(100 * error).toFixed(1)} %: ${verdict(Math.abs(error) <= 0.1)} |`;
}

/** Recovery beside the first second from which p95 of two seconds stays within a fifth of what it was, by hand. */
async function spikeRow(): Promise<string> {
  const env = { RATE: '60', FACTOR: '6' };
  const { finding: found } = await withShop(LIMIT, (url) => finding('spike', url, env));
  if (found.test !== 'spike') throw new Error('expected a spike test');
  const { spike, band, points, recoverySeconds } = found;
  const after = points.filter(({ second }) => second >= (spike?.toSecond ?? 0));
  const last = after.findLastIndex(
    ({ p95Ms }) => (p95Ms ?? Number.POSITIVE_INFINITY) > 3 * (band?.upToMs ?? 0),
  );
  const error = (recoverySeconds ?? Number.NaN) - (last + 1);
  return `| spike | ${recoverySeconds} s | ${last + 1} s until p95 was last three times the band | ${error} s: ${verdict(Math.abs(error) <= 8)} |`;
}

async function soakRow(leak: number): Promise<string> {
  const found = await withShop(['--leak-per-request', String(leak)], (url) =>
    finding('soak', url, { RATE: '50' }, ['--duration', '30m', '--metrics-url', `${url}/metrics`]),
  );
  const wanted = leak === 0 ? 'steady' : 'leaking';
  return `| soak of 30 minutes | ${found.finding.outcome} | ${leak} bytes leaked by each request | ${verdict(found.finding.outcome === wanted)} |`;
}

function verdict(met: boolean): string {
  return met ? 'met' : '**missed**';
}

async function p95At(rate: number): Promise<number> {
  const file = path.join(folder, 'fixed.json');
  const env = { RATE: rate.toFixed(1), DURATION: `${FIXED_SECONDS}s` };
  await withShop(LIMIT, (url) =>
    cli([
      'load',
      'k6/baseline.js',
      '--no-thresholds',
      '--quiet',
      '--out',
      `json=${file}`,
      ...envOf({ BASE_URL: url, ...env }),
    ]),
  );
  const { bins } = await ingestTimeline(byteSource(await readFile(file)), file);
  const settled = mergeHistograms(bins.slice(10).map(({ latencies }) => latencies));
  const dropped = bins.slice(10).reduce((sum, bin) => sum + bin.dropped, 0);
  return dropped > 0.05 * countOf(settled) ? Number.POSITIVE_INFINITY : quantileOfHistogram(settled, 0.95);
}

async function finding(
  test: string,
  url: string,
  env: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): Promise<FindingReport> {
  const own = [
    '--slo-p95',
    `${SLO_MS}ms`,
    '--engine',
    'embedded',
    '--update-baseline',
    'never',
    '--out',
    folder,
    '--json',
  ];
  return JSON.parse(await cli(['run', '--test', test, ...own, ...more, ...envOf({ BASE_URL: url, ...env })]));
}

function envOf(env: Readonly<Record<string, string>>): string[] {
  return Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
}

/** What the command prints; a verdict that is no pass is an answer, too. */
async function cli(args: readonly string[]): Promise<string> {
  const options = { cwd: ROOT, maxBuffer: 64 * 1024 * 1024, timeout: LONGEST_MS };
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], options);
  const { stdout } = await run.catch((error: { stdout?: string }) => {
    if (!error.stdout) throw error;
    return { stdout: error.stdout };
  });
  return stdout;
}

async function withShop<T>(options: readonly string[], use: (url: string) => Promise<T>): Promise<T> {
  const shop: ChildProcess = spawn(
    process.execPath,
    ['examples/shop/server.mjs', '--port', '0', ...options],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (shop.stdout === null) throw new Error('the shop has no output');
  try {
    const [line] = await once(createInterface({ input: shop.stdout }), 'line');
    return await use(String(line).replace('shop listening on ', ''));
  } finally {
    shop.kill('SIGTERM');
    await once(shop, 'exit');
  }
}

async function writeTable(): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${PAGE} has no place for the table`);
  await writeFile(PAGE, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
}
