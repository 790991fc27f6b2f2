import type { ServerTrouble, Side } from '../../model/pair.ts';
import type { PairedTargets } from '../../model/paired-targets.ts';
import type { PairedServers, ServeResult, Serving } from '../../ports/paired-servers.ts';
import { freePorts } from './free-ports.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { waitUntilReady } from './wait-until-ready.ts';

export interface StartedServersOptions {
  readonly cwd: string;
  /** The servers are the user's own programs: they get the whole environment, and PORT. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly readyTimeoutMs?: number;
  readonly stopTimeoutMs?: number;
}

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;

/** Servers that are started for each look, on ports of their own, and ended after it. */
export function makeStartedServers(
  targets: Extract<PairedTargets, { kind: 'commands' }>,
  options: StartedServersOptions,
): PairedServers {
  return {
    description: 'two servers that perf-gate started and ended for each look',
    serve: (sides, signal) => serve(sides, signal, targets, options),
  };
}

interface Started {
  readonly side: Side;
  readonly readyUrl: string;
  readonly process: ServerProcess;
}

/** One after the other: the second starts when the first is ready, in the order that was asked for. */
async function serve(
  sides: readonly Side[],
  signal: AbortSignal,
  targets: Extract<PairedTargets, { kind: 'commands' }>,
  options: StartedServersOptions,
): Promise<ServeResult> {
  const { cwd, variables, stopTimeoutMs = STOP_TIMEOUT_MS } = options;
  const ports = await freePorts(sides.length);
  const servers: Started[] = [];
  for (const [index, side] of sides.entries()) {
    const port = ports[index] ?? 0;
    const readyUrl = targets.readyUrl.replaceAll('{port}', String(port));
    const process = startServer({ command: targets[side], port, cwd, variables, stopTimeoutMs });
    servers.push({ side, readyUrl, process });
    const why = await readiness(process, readyUrl, signal, options.readyTimeoutMs ?? READY_TIMEOUT_MS);
    if (why === null) continue;
    await stopAll(servers);
    return { kind: 'down', trouble: { side, what: quoted(`did not come up: ${why}`, process) } };
  }
  return serving(servers);
}

/** `null` as soon as it is ready, else why it will not be. */
async function readiness(
  process: ServerProcess,
  readyUrl: string,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<string | null> {
  const gone = new AbortController();
  process.ended.then(() => gone.abort());
  const stop = AbortSignal.any([signal, gone.signal]);
  const last = await waitUntilReady(readyUrl, { timeoutMs, signal: stop, isReady: (status) => status < 400 });
  // Something else on that port may have answered for a server that is gone.
  const how = process.endedHow();
  if (how !== null) return how;
  if (last === null) return null;
  if (signal.aborted) return 'it was interrupted';
  return `${readyUrl} did not answer below 400 within ${timeoutMs / 1000} s (${last})`;
}

function serving(servers: readonly Started[]): Serving {
  let stopping = false;
  const troubleOf = ({ side, process }: Started): ServerTrouble => ({
    side,
    what: quoted(`ended while it was loaded: ${process.endedHow() ?? 'it went away'}`, process),
  });
  return {
    kind: 'up',
    url: (side) => new URL(servers.find((server) => server.side === side)?.readyUrl ?? '').origin,
    lost: new Promise((resolve) => {
      for (const server of servers)
        server.process.ended.then(() => {
          if (!stopping) resolve(troubleOf(server));
        });
    }),
    async check() {
      const gone = servers.find(({ process }) => process.endedHow() !== null);
      return gone === undefined ? null : troubleOf(gone);
    },
    async stop() {
      stopping = true;
      await stopAll(servers);
    },
  };
}

async function stopAll(servers: readonly Started[]): Promise<void> {
  await Promise.all(servers.map(({ process }) => process.stop()));
}

function quoted(what: string, process: ServerProcess): string {
  const log = process.lastWords();
  return log === '' ? `${what} (it printed nothing)` : `${what}; its last words: ${log}`;
}
