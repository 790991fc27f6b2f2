import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import type { CacheRestore, CacheSession, OpenCache } from './actions-cache.ts';
import { type ClientAnswer, restoreOutcome, saveOutcome } from './cache-outcome.ts';
import type { CacheRequest } from './process/messages.ts';

export interface CacheClientOptions {
  /** The bundled `cache-process.mjs`. */
  readonly processFile: string;
  /** What the runner set: `ACTIONS_RESULTS_URL`, `ACTIONS_RUNTIME_TOKEN`, PATH, proxies. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Starts the process before anybody asks, for a caller with something else to do meanwhile. */
  readonly startsAtOnce?: boolean;
}

/**
 * Sessions of GitHub's own cache client, in a process of its own. One that answered well is kept for the next session:
 * starting it takes a quarter of a second. It ends with this process, and earlier when it fails.
 */
export function makeCacheClient(options: CacheClientOptions): OpenCache {
  const { processFile, variables, clock } = options;
  const start = () => startProcess(processFile, variables);
  let idle = options.startsAtOnce === true ? unlessItFails(start) : null;
  return async (limitMs) => {
    const kept = idle;
    idle = null;
    const worker = (await stillAlive(kept)) ?? start();
    holdOpen(worker, true);
    return sessionOf(worker, { clock, endsAt: clock.monotonic() + limitMs, limitMs }, async (isSound) => {
      if (!isSound || idle !== null) return end(worker);
      holdOpen(worker, false);
      idle = worker;
    });
  };
}

interface CacheProcess {
  readonly child: ChildProcess;
  /** Its own, with whatever it leaves there. It removes it itself when this process ends. */
  readonly temporary: string;
}

async function stillAlive(worker: CacheProcess | null): Promise<CacheProcess | null> {
  if (worker === null || worker.child.connected) return worker;
  await end(worker);
  return null;
}

/** What keeps it from starting is told to the first one who asks. */
function unlessItFails(start: () => CacheProcess): CacheProcess | null {
  try {
    return start();
  } catch {
    return null;
  }
}

/** Without a pause, so that it is under way before this process does anything else. */
function startProcess(file: string, variables: CacheClientOptions['variables']): CacheProcess {
  const temporary = temporaryFolder(variables.RUNNER_TEMP);
  const child = fork(file, [], {
    cwd: temporary,
    // Debug mode would list every archive.
    env: { ...variables, RUNNER_TEMP: temporary, RUNNER_DEBUG: '' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Every question listens for itself; between questions an error has nobody to go to.
  child.on('error', () => undefined);
  const worker = { child, temporary };
  holdOpen(worker, false);
  return worker;
}

/** Whether it keeps this process from ending. */
function holdOpen({ child }: CacheProcess, held: boolean): void {
  const method = held ? 'ref' : 'unref';
  child[method]();
  child.channel?.[method]();
}

async function end({ child, temporary }: CacheProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  await rm(temporary, { recursive: true, force: true });
}

interface Bound {
  readonly clock: Clock;
  /** By the monotonic clock. */
  readonly endsAt: number;
  readonly limitMs: number;
}

function sessionOf(
  { child, temporary }: CacheProcess,
  bound: Bound,
  release: (isSound: boolean) => Promise<void>,
): CacheSession {
  let isSound = true;
  const remainingMs = () => Math.max(0, bound.endsAt - bound.clock.monotonic());
  const ask = async (request: CacheRequest) => {
    const answer = await askWithin(child, request, remainingMs(), bound.limitMs);
    if ('kind' in answer) isSound = false;
    return answer;
  };
  const look = async (action: 'restore' | 'find', folder: string, key: string, others: readonly string[]) =>
    withinBounds(await ask({ action, folder, key, others }), restoreOutcome);
  return {
    remainingMs,
    restore: (folder, key, others = []) => look('restore', folder, key, others),
    find: (key, others = []) => look('find', temporary, key, others),
    save: async (folder, key) =>
      withinBounds(await ask({ action: 'save', folder, key, others: [] }), saveOutcome),
    close: () => release(isSound),
  };
}

type Failed = Extract<CacheRestore, { kind: 'failed' }>;

function withinBounds<T>(answer: ClientAnswer | Failed, outcomeOf: (answer: ClientAnswer) => T): T | Failed {
  return 'kind' in answer ? answer : outcomeOf(answer);
}

/** One question and its answer, or why there is none. The process is stopped when the time is over. */
function askWithin(
  child: ChildProcess,
  request: CacheRequest,
  remainingMs: number,
  limitMs: number,
): Promise<ClientAnswer | Failed> {
  return new Promise((resolve) => {
    const finish = (answer: ClientAnswer | Failed) => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      child.off('error', onError);
      resolve(answer);
    };
    const onMessage = (message: unknown) => finish(message as ClientAnswer);
    const onExit = (code: number | null, signal: string | null) => finish(ended(signal ?? `code ${code}`));
    const onError = (error: Error) => finish(ended(error.message));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      finish(tooSlow(limitMs));
    }, remainingMs);
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.on('error', onError);
    if (child.connected) child.send(request);
    else finish(remainingMs <= 0 ? tooSlow(limitMs) : ended('it is gone'));
  });
}

function tooSlow(limitMs: number): Failed {
  return {
    kind: 'failed',
    cause: `the Actions cache did not answer within ${Math.round(limitMs / 1000)} s`,
    hint: 'Run the job again in a few minutes; githubstatus.com says whether GitHub has trouble.',
  };
}

function ended(how: string): Failed {
  return {
    kind: 'failed',
    cause: `the process of the cache client ended (${how})`,
    hint: 'Look at memory and limits of the runner, then run the job again.',
  };
}

/** Resolved: paths of the archive are taken relative to it. */
function temporaryFolder(base: string | undefined): string {
  const parent = base === undefined || base === '' ? os.tmpdir() : base;
  return realpathSync(mkdtempSync(path.join(parent, 'perf-gate-cache-')));
}
