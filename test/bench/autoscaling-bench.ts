import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = path.join(ROOT, 'dist/cli.mjs');
const MANIFEST = path.join(ROOT, 'manifests/components/keda-http/scaled-object.yaml');
const REPEATS = 5;

/** A whole `autoscale simulate`: start of Node, 60 runs, document and chart; and the search for a policy. */
export async function benchAutoscaling(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'perf-gate-bench-'));
  const simulate = ['autoscale', 'simulate', MANIFEST, '--spike', '10x'];
  try {
    console.log(`autoscale simulate --spike 10x: ${repeat(simulate, folder)}`);
    console.log(`  of one run only:              ${repeat([...simulate, '--phases', '1'], folder)}`);
    const goal = ['--slo-p95', '300ms', '--slo-recovery', '60s', '--optimise'];
    console.log(`  with --optimise:              ${repeat([...simulate, ...goal], folder)}`);
    console.log(`perf-gate --version:            ${repeat(['--version'], folder)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The quickest and the middle of several: seconds by the clock. */
function repeat(args: readonly string[], cwd: string): string {
  const seconds = Array.from({ length: REPEATS }, () => secondsOf(args, cwd)).sort((a, b) => a - b);
  return `${seconds[0]?.toFixed(2)} s at best, ${seconds[Math.floor(REPEATS / 2)]?.toFixed(2)} s in the middle of ${REPEATS}`;
}

function secondsOf(args: readonly string[], cwd: string): number {
  const begin = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}`);
  return Number(process.hrtime.bigint() - begin) / 1e9;
}
