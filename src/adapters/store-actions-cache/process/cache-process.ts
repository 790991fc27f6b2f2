import { rmSync } from 'node:fs';
import { restoreCache, saveCache } from '@actions/cache';
import type { ClientAnswer } from '../cache-outcome.ts';
import { type CacheRequest, CONTENT } from './messages.ts';

/*
 * The cache client in a process of its own. It needs one: it takes its paths from the working directory, which the
 * load test's process cannot change; it says what went wrong only on stdout, which belongs to results; it retries for
 * half a minute and cannot be stopped otherwise.
 */

const CROSS_SYSTEMS = true;

let printed = '';

function keepOutput(): void {
  const keep = (chunk: string | Uint8Array): boolean => {
    printed += String(chunk);
    return true;
  };
  process.stdout.write = keep as typeof process.stdout.write;
  process.stderr.write = keep as typeof process.stderr.write;
}

async function answer(request: CacheRequest): Promise<ClientAnswer> {
  printed = '';
  try {
    process.chdir(request.folder);
    process.env.GITHUB_WORKSPACE = request.folder;
    const returned = (await ask(request)) ?? null;
    return { returned, thrown: null, printed };
  } catch (error) {
    return { returned: null, thrown: error instanceof Error ? error.message : String(error), printed };
  }
}

function ask({ action, key, others }: CacheRequest): Promise<string | number | undefined> {
  if (action === 'save') return saveCache([CONTENT], key, undefined, CROSS_SYSTEMS);
  const options = { lookupOnly: action === 'find' };
  return restoreCache([CONTENT], key, [...others], options, CROSS_SYSTEMS);
}

keepOutput();
process.on('message', (request: CacheRequest) => {
  void answer(request).then((result) => process.send?.(result));
});
process.on('disconnect', () => {
  const { RUNNER_TEMP } = process.env;
  if (RUNNER_TEMP) rmSync(RUNNER_TEMP, { recursive: true, force: true });
  process.exit();
});
