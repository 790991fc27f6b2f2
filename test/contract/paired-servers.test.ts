import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freePorts } from '../../src/adapters/paired-servers/free-ports.ts';
import { makeRunningServers } from '../../src/adapters/paired-servers/running-servers.ts';
import { makeStartedServers } from '../../src/adapters/paired-servers/started-servers.ts';
import type { PairedServers, ServeResult, Serving } from '../../src/ports/paired-servers.ts';
import { isAlive } from '../support/processes.ts';
import { pairedServersContract } from './paired-servers.contract.ts';

const TINY = path.join(import.meta.dirname, '..', 'support', 'tiny-server.mjs');
const READY = 'http://127.0.0.1:{port}/healthz';
const never = () => new AbortController().signal;

function started(
  head: readonly string[] = [],
  base: readonly string[] = [],
  readyTimeoutMs = 60_000,
): PairedServers {
  const command = (args: readonly string[]) => [process.execPath, TINY, ...args] as const;
  const targets = { kind: 'commands', base: command(base), head: command(head), readyUrl: READY } as const;
  const variables = { ...process.env, TINY_SECRET: 'inherited' };
  return makeStartedServers(targets, { cwd: process.cwd(), variables, readyTimeoutMs, stopTimeoutMs: 500 });
}

pairedServersContract('started commands', () => ({
  healthy: async () => started(),
  withoutHead: async () => started(['--fail', 'no database']),
  endHead: async (serving) => void (await fetch(`${serving.url('head')}/die`).catch(() => undefined)),
  cleanUp: async () => undefined,
}));

pairedServersContract('running servers', () => {
  const children: ChildProcess[] = [];
  const runTiny = async (port: number) => {
    const child = spawn(process.execPath, [TINY, '--port', String(port)], { stdio: 'ignore' });
    children.push(child);
    const answers = async () => (await fetch(`http://127.0.0.1:${port}`).catch(() => null))?.status;
    await expect.poll(answers, { timeout: 60_000 }).toBe(200);
  };
  const servers = async (running: number) => {
    const [base = 0, head = 0] = await freePorts(2);
    await Promise.all([base, head].slice(0, running).map(runTiny));
    const targets = {
      kind: 'urls',
      base: `http://127.0.0.1:${base}`,
      head: `http://127.0.0.1:${head}`,
    } as const;
    return makeRunningServers(targets, 2_000);
  };
  return {
    healthy: () => servers(2),
    withoutHead: () => servers(1),
    endHead: async () => {
      const head = children[1];
      head?.kill('SIGKILL');
      if (head !== undefined) await once(head, 'exit');
    },
    cleanUp: async () => {
      for (const child of children) child.kill('SIGKILL');
    },
  };
});

let up: Serving | null = null;
afterEach(async () => {
  await up?.stop();
  up = null;
});

function upOr(result: ServeResult): Serving {
  if (result.kind === 'down') throw new Error(result.trouble.what);
  up = result;
  return result;
}

async function pidOf(url: string): Promise<number> {
  const { pid } = (await (await fetch(url)).json()) as { pid: number };
  return pid;
}

describe('a command that does not come up', () => {
  it('is quoted with the end of its log', async () => {
    const result = await started(['--fail', 'no database']).serve(['base', 'head'], never());
    expect(result).toEqual({
      kind: 'down',
      trouble: {
        side: 'head',
        what: expect.stringMatching(
          /^did not come up: it ended with exit code 3; its last words: .*Error: no database$/,
        ),
      },
    });
  });

  it.each([
    [['--status', '500'], 2_000, /did not answer below 400 within 2 s \(status 500\)/],
    [['--deaf', 'yes'], 700, /did not answer below 400 within 0\.7 s \(ECONNREFUSED\)/],
  ])('%j is given up in time', async (head, readyTimeoutMs, what) => {
    const result = await started(head, [], readyTimeoutMs).serve(['head'], never());
    expect(result).toMatchObject({ kind: 'down', trouble: { what: expect.stringMatching(what) } });
  });

  it('may be a program that is not there', async () => {
    const targets = { kind: 'commands', base: ['x'], head: ['no-such-program'], readyUrl: READY } as const;
    const servers = makeStartedServers(targets, { cwd: process.cwd(), variables: process.env });
    const result = await servers.serve(['head'], never());
    expect(result).toMatchObject({
      trouble: { what: expect.stringContaining('no-such-program was not found') },
    });
  });

  it('takes the side that was up with it', async () => {
    const before = new AbortController();
    const servers = started(['--deaf', 'yes'], [], 60_000);
    const serving = servers.serve(['base', 'head'], before.signal);
    setTimeout(() => before.abort('SIGINT'), 2_000);
    expect(await serving).toMatchObject({
      kind: 'down',
      trouble: { side: 'head', what: expect.stringContaining('interrupted') },
    });
  });
});

describe('started commands', () => {
  it('are fresh processes on fresh ports each time, and gone afterwards', async () => {
    const servers = started();
    const first = upOr(await servers.serve(['base', 'head'], never()));
    const [url, pid] = [first.url('base'), await pidOf(first.url('base'))];
    await first.stop();
    expect(isAlive(pid)).toBe(false);
    const second = upOr(await servers.serve(['head', 'base'], never()));
    expect(second.url('base')).not.toBe(url);
    expect(await pidOf(second.url('base'))).not.toBe(pid);
  });

  it('have the environment of the user', async () => {
    const serving = upOr(await started().serve(['head'], never()));
    expect(await (await fetch(serving.url('head'))).json()).toMatchObject({ secret: 'inherited' });
  });

  it('take the port as an argument, too', async () => {
    const serving = upOr(await started(['--port', '{port}']).serve(['head'], never()));
    expect((await fetch(serving.url('head'))).status).toBe(200);
  });

  it('that do not listen to SIGTERM are killed', async () => {
    const serving = upOr(await started(['--stubborn', 'yes']).serve(['head'], never()));
    const pid = await pidOf(serving.url('head'));
    await serving.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('tell of the one that ended in the middle', async () => {
    const serving = upOr(await started().serve(['base', 'head'], never()));
    await fetch(`${serving.url('base')}/die`).catch(() => undefined);
    const what = expect.stringContaining('ended while it was loaded: it ended with exit code 4');
    expect(await serving.lost).toEqual({ side: 'base', what });
  });

  it('tell nothing of one that was stopped', async () => {
    const serving = upOr(await started().serve(['base'], never()));
    const told: unknown[] = [];
    serving.lost.then((trouble) => told.push(trouble));
    await serving.stop();
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([]);
  });
});
