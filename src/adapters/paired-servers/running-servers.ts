import type { ServerTrouble, Side } from '../../model/pair.ts';
import type { PairedTargets } from '../../model/paired-targets.ts';
import type { PairedServers, ServeResult, Serving } from '../../ports/paired-servers.ts';
import { waitUntilReady } from './wait-until-ready.ts';

const ANSWER_TIMEOUT_MS = 10_000;
const CHECK_TIMEOUT_MS = 3_000;

/** Servers that run already and are not ours to restart: any answer, also an error, shows that one is there. */
export function makeRunningServers(
  targets: Extract<PairedTargets, { kind: 'urls' }>,
  answerTimeoutMs = ANSWER_TIMEOUT_MS,
): PairedServers {
  return {
    description: `${addressOf(targets.base)} and ${addressOf(targets.head)}`,
    async serve(sides, signal): Promise<ServeResult> {
      const trouble = await firstSilent(sides, targets, { timeoutMs: answerTimeoutMs, signal });
      return trouble === null ? serving(sides, targets) : { kind: 'down', trouble: didNotAnswer(trouble) };
    },
  };
}

function serving(sides: readonly Side[], targets: Readonly<Record<Side, string>>): Serving {
  const never = new AbortController().signal;
  return {
    kind: 'up',
    url: (side) => targets[side],
    lost: new Promise(() => undefined),
    async check(): Promise<ServerTrouble | null> {
      const gone = await firstSilent(sides, targets, { timeoutMs: CHECK_TIMEOUT_MS, signal: never });
      return gone === null
        ? null
        : { side: gone.side, what: `did not answer any more after the load (${gone.last})` };
    },
    stop: async () => undefined,
  };
}

interface Silent {
  readonly side: Side;
  readonly last: string;
}

async function firstSilent(
  sides: readonly Side[],
  targets: Readonly<Record<Side, string>>,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Silent | null> {
  for (const side of sides) {
    const last = await waitUntilReady(targets[side], { ...options, isReady: () => true });
    if (last !== null) return { side, last };
  }
  return null;
}

function didNotAnswer({ side, last }: Silent): ServerTrouble {
  return { side, what: `did not answer before the load (${last})` };
}

/** Without user, password, path and query. */
function addressOf(url: string): string {
  return new URL(url).origin;
}
