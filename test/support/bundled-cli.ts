import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
}

/** Starts the committed bundle in a folder, with nothing of this process's environment but PATH. */
export function startCli(
  args: readonly string[],
  cwd: string,
  { node = process.execPath, env = {} }: { node?: string; env?: Readonly<Record<string, string>> } = {},
): RunningCli {
  const child = spawn(node, [ENTRY, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, finished };
}

export function runCli(...call: Parameters<typeof startCli>): Promise<Finished> {
  return startCli(...call).finished;
}

/** The Node that GitHub runs actions with, where this machine has it: `PERF_GATE_NODE24` names the binary. */
export function node24(): string | null {
  const named = process.env.PERF_GATE_NODE24 ?? path.resolve('node_modules/node24/bin/node');
  return existsSync(named) ? named : null;
}
