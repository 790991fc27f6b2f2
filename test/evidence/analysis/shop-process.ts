import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { packageRoot } from '../../../src/adapters/node/package-root.ts';
import type { FindingReport, FindingTest } from '../../../src/model/finding.ts';

const ROOT = packageRoot();
const LONGEST_MS = 45 * 60_000;

/** Starts a shop with these options, and stops it after its use. */
export async function withShop<T>(options: readonly string[], use: (url: string) => Promise<T>): Promise<T> {
  const command = ['examples/shop/server.mjs', '--port', '0', ...options];
  const shop: ChildProcess = spawn(process.execPath, command, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (shop.stdout === null) throw new Error('the shop has no output');
  try {
    const [line] = await once(createInterface({ input: shop.stdout }), 'line');
    return await use(String(line).replace('shop listening on ', ''));
  } finally {
    shop.kill('SIGTERM');
    await once(shop, 'exit');
  }
}

/** What `run --test` says, with nothing of earlier tests, and the seconds it took. */
export async function findingOf(
  test: FindingTest,
  env: Readonly<Record<string, string>>,
  options: readonly string[],
): Promise<{ report: FindingReport; seconds: number }> {
  const own = ['--engine', 'embedded', '--update-baseline', 'never', '--json'];
  const started = performance.now();
  const text = await perfGate(['run', '--test', test, ...own, ...options, ...envOptions(env)]);
  return { report: JSON.parse(text), seconds: Math.round((performance.now() - started) / 1000) };
}

export function envOptions(env: Readonly<Record<string, string>>): string[] {
  return Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
}

/** What the command prints; a verdict that is no pass is an answer, too. */
export async function perfGate(args: readonly string[]): Promise<string> {
  const options = { cwd: ROOT, maxBuffer: 64 * 1024 * 1024, timeout: LONGEST_MS };
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], options);
  const { stdout } = await run.catch((error: { stdout?: string }) => {
    if (!error.stdout) throw error;
    return { stdout: error.stdout };
  });
  return stdout;
}
