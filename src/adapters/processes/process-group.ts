import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { atExit } from './at-exit.ts';
import { lineSplitter } from './line-tail.ts';

export interface GroupOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly onStdout: (line: string) => void;
  readonly onStderr: (line: string) => void;
}

export interface GroupEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** The program could not be started at all. */
  readonly error: NodeJS.ErrnoException | null;
}

/** A program and everything that it started. */
export interface ProcessGroup {
  readonly pid: number | null;
  /** When the program has ended and its whole group is gone. Never rejects. */
  readonly ended: Promise<GroupEnd>;
  /** Asks it to end, as Ctrl-C would. */
  interrupt(): void;
  /** Asks it to end, as a supervisor of services would. */
  terminate(): void;
  /** Ends it and its children at once. */
  kill(): void;
}

/** A grandchild that holds our pipes must not keep us waiting. */
const PIPES_GRACE_MS = 1_000;
const IS_WINDOWS = process.platform === 'win32';

/** Starts a program without a shell, as the leader of a process group, which dies with this process. */
export function startGroup(file: string, args: readonly string[], options: GroupOptions): ProcessGroup {
  const child = spawn(file, args, {
    env: options.env,
    cwd: options.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C at the terminal comes to us alone, and one kill reaches the children too.
    detached: !IS_WINDOWS,
    windowsHide: true,
  });
  forwardLines(child, options);
  const release = atExit(() => signalGroup(child, 'SIGKILL'));
  return {
    pid: child.pid ?? null,
    ended: endOf(child).finally(release),
    interrupt: () => signalGroup(child, 'SIGINT'),
    terminate: () => signalGroup(child, 'SIGTERM'),
    kill: () => signalGroup(child, 'SIGKILL'),
  };
}

async function endOf(child: ChildProcess): Promise<GroupEnd> {
  const closed = once(child, 'close').catch(() => undefined);
  const end = await new Promise<GroupEnd>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('exit', (code, signal) => resolve({ code, signal, error: null }));
  });
  if (end.error !== null && child.pid === undefined) return end;
  signalGroup(child, 'SIGKILL');
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, PIPES_GRACE_MS);
  });
  await Promise.race([closed, patience]);
  clearTimeout(timer);
  child.stdout?.destroy();
  child.stderr?.destroy();
  return end;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (IS_WINDOWS) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // ESRCH: nobody of the group is left, which is what was wanted.
  }
}

function forwardLines(child: ChildProcess, { onStdout, onStderr }: GroupOptions): void {
  for (const [stream, onLine] of [
    [child.stdout, onStdout],
    [child.stderr, onStderr],
  ] as const) {
    const lines = lineSplitter(onLine);
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => lines.push(text));
    stream?.on('end', () => lines.end());
    stream?.on('error', () => undefined);
  }
}
