import { runWithoutResults } from '../ingest/run-from-results.ts';
import { GateError } from '../model/gate-error.ts';
import type { LoadProgress } from '../model/load-plan.ts';
import type { Pair, ServerTrouble, Side } from '../model/pair.ts';
import type { Run, RunEnd } from '../model/run.ts';
import type { LoadControl, LoadEngine } from '../ports/load-engine.ts';
import type { PairedServers, Serving } from '../ports/paired-servers.ts';
import { measureRound, type RoundSpec } from './measure-round.ts';
import { watchServers } from './watch-servers.ts';

export interface PairSpec {
  /** The side that is started and loaded first. */
  readonly first: Side;
  /** What a side is asked to do, given its address. */
  spec(side: Side, url: string): RoundSpec;
}

/**
 * Starts both servers, applies the same load to both at the same time, and ends them. Never throws for what servers,
 * engine or script did: that is in the pair.
 */
export async function measurePair(
  pair: PairSpec,
  engine: LoadEngine,
  servers: PairedServers,
  control: LoadControl,
): Promise<Pair> {
  const order: readonly [Side, Side] = pair.first === 'base' ? ['base', 'head'] : ['head', 'base'];
  const served = await servers.serve(order, control.signal);
  if (served.kind === 'down') return pairWithoutLoad(pair, served.trouble, control.signal);
  try {
    return await loadBoth(order, pair, engine, served, control);
  } finally {
    await served.stop();
  }
}

async function loadBoth(
  order: readonly [Side, Side],
  pair: PairSpec,
  engine: LoadEngine,
  served: Serving,
  control: LoadControl,
): Promise<Pair> {
  const watch = watchServers(served, control.signal);
  const progress = joinedProgress(control.onProgress);
  const load = (side: Side) =>
    measureRound(engine, pair.spec(side, served.url(side)), {
      signal: watch.signal,
      onProgress: (told) => progress(side, told),
      onLog: (line) => control.onLog(`${side}: ${line}`),
    });
  const [one, other] = await Promise.all([load(order[0]), load(order[1])]);
  const [base, head] = order[0] === 'base' ? [one, other] : [other, one];
  return { base, head, trouble: await watch.trouble() };
}

/** Servers that did not come up: the pair took place, and nothing was measured. */
function pairWithoutLoad(pair: PairSpec, trouble: ServerTrouble, signal: AbortSignal): Pair {
  const side = (name: Side) => runWithoutLoad(pair.spec(name, ''), trouble, signal);
  return { base: side('base'), head: side('head'), trouble: signal.aborted ? null : trouble };
}

/** A run whose server did not come up. */
export function runWithoutLoad(spec: RoundSpec, trouble: ServerTrouble, signal: AbortSignal): Run {
  const end: RunEnd = signal.aborted
    ? { kind: 'interrupted', signal: String(signal.reason) }
    : serverFailed(trouble);
  const generator = { cpuShare: null, loopUtilisation: null };
  const outcome = { end, thresholds: [], generator, offeredRate: null, exceptions: null, notices: [] };
  const error = new GateError('ENGINE_FAILED', `nothing was loaded: the ${trouble.side} ${trouble.what}`, {
    fault: 'environment',
  });
  const { identity, fingerprint, warmUpMs } = spec;
  return runWithoutResults({ identity, fingerprint, outcome }, error, warmUpMs);
}

/** The end of a run whose server failed it. */
export function serverFailed({ side, what }: ServerTrouble): RunEnd {
  return { kind: 'failed', code: 'SERVER_FAILED', message: `the ${side} ${what}`, hint: null };
}

/** Two loads as one: told as long as either runs, requests and virtual users added up. */
function joinedProgress(
  tell: (progress: LoadProgress) => void,
): (side: Side, progress: LoadProgress) => void {
  const latest = new Map<Side, LoadProgress>();
  return (side, progress) => {
    latest.set(side, progress);
    const all = [...latest.values()];
    const sum = (of: (one: LoadProgress) => number) => all.reduce((total, one) => total + of(one), 0);
    const shown = all.find(({ phase }) => phase !== 'done') ?? progress;
    tell({
      ...shown,
      requests: sum(({ requests }) => requests),
      failedRequests: sum(({ failedRequests }) => failedRequests),
      activeVus: sum(({ activeVus }) => activeVus),
    });
  };
}
