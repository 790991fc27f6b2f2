import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startShop } from '../../src/adapters/node/shop-process.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = path.join(ROOT, 'dist/cli.mjs');
const DURATION_S = 12;
const REPEATS = 3;

/** What a whole `perf-gate run` of one round takes beyond the load itself, charts and reports included. */
export async function benchOverhead(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'perf-gate-bench-'));
  const shop = await startShop(ROOT, 1, 1);
  try {
    const gate = ['run', '--engine', 'embedded', '--max-rounds', '1', '--min-requests', '500'];
    const load = ['-e', `BASE_URL=${shop.url}`, '--duration', `${DURATION_S}s`, '--warm-up', '2s'];
    const added = repeat(() => secondsOf([CLI, ...gate, ...load], folder) - DURATION_S);
    console.log(`a gate adds to ${DURATION_S} s of load on the embedded engine: ${added}`);
    console.log(`perf-gate --version: ${repeat(() => secondsOf([CLI, '--version'], folder))}`);
    console.log(`node alone:          ${repeat(() => secondsOf(['-e', '0'], folder))}`);
  } finally {
    await shop.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function repeat(measure: () => number): string {
  return Array.from({ length: REPEATS }, () => `${measure().toFixed(2)} s`).join(', ');
}

function secondsOf(args: readonly string[], cwd: string): number {
  const begin = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [...args], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}`);
  return Number(process.hrtime.bigint() - begin) / 1e9;
}
