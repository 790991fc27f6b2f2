import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { GateError } from '../../model/gate-error.ts';

const START_TIMEOUT_MS = 15_000;
const ADDRESS = /http:\/\/\S+/;

export interface ShopProcess {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts `examples/shop` as a process of its own, so that its work does not share a thread with the load.
 * @throws GateError ENGINE_FAILED when it does not come up
 */
export async function startShop(packageRoot: string, slowdown: number, seed: number): Promise<ShopProcess> {
  const server = path.join(packageRoot, 'examples', 'shop', 'server.mjs');
  const args = [server, '--port', '0', '--slowdown', String(slowdown), '--seed', String(seed)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], windowsHide: true });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const exited = once(child, 'exit').catch(() => undefined);
  const url = await addressOf(child.stdout, exited);
  return {
    url,
    async close() {
      process.off('exit', kill);
      child.kill('SIGTERM');
      const timer = setTimeout(kill, 5_000);
      await exited;
      clearTimeout(timer);
    },
  };
}

async function addressOf(stdout: NodeJS.ReadableStream, exited: Promise<unknown>): Promise<string> {
  const lines = createInterface({ input: stdout });
  const found = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      const address = ADDRESS.exec(line)?.[0];
      if (address !== undefined) resolve(address);
    });
  });
  let timer: NodeJS.Timeout | undefined;
  const failed = Promise.race([
    exited.then(() => 'it ended at once'),
    new Promise<string>((resolve) => {
      timer = setTimeout(resolve, START_TIMEOUT_MS, `it gave no address within ${START_TIMEOUT_MS / 1000} s`);
    }),
  ]).then((why) => {
    throw new GateError('ENGINE_FAILED', `starting the sample shop: ${why}`, {
      fault: 'environment',
      hint: 'Start it by hand to see why: node examples/shop/server.mjs --port 0',
    });
  });
  failed.catch(() => undefined);
  return Promise.race([found, failed]).finally(() => clearTimeout(timer));
}
