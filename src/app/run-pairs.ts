import type { PairedLoad } from '../config/gate-request.ts';
import type { Decision } from '../gate/decide.ts';
import { decidePaired } from '../gate/decide-paired.ts';
import { type Rng, rngOf } from '../lib/rng.ts';
import { baselineEntries } from '../model/history.ts';
import { type Pair, SIDES, type Side } from '../model/pair.ts';
import type { Run } from '../model/run.ts';
import type { PairedServers } from '../ports/paired-servers.ts';
import { type GateDeps, loadControl } from './gate-deps.ts';
import { canBeRepeated, decideContext, type GateJob, roundSpec } from './gate-job.ts';
import { measurePair } from './measure-pair.ts';
import type { DecidedGate, Rounds } from './run-rounds.ts';
import { screenHead } from './screen-head.ts';

type Pairs = readonly [Pair, ...Pair[]];

/**
 * Screens the head against the history where there is one, and holds it against the base, both loaded at the same
 * time, when that is no clear pass. The screen is the only run that may enter the history.
 */
export async function runPairs(job: GateJob, paired: PairedLoad, deps: GateDeps): Promise<Rounds> {
  const servers = deps.pairedServers(paired.targets);
  const hasHistory = baselineEntries(job.history).length > 0;
  const screened = hasHistory ? await screenHead(job, servers, deps) : null;
  if (screened !== null && screened.decision !== null) {
    const { run, decision } = screened;
    return { runs: [run], decision, filed: [run] };
  }
  const screen = screened?.run ?? null;
  const why = screened?.why ?? 'side by side with the base';
  const { pairs, decision } = await lookInPairs({ job, paired, servers, screen, why }, deps);
  return {
    runs: inOrder(screen, pairs),
    decision,
    filed: screen !== null && !decision.invalidRounds.has(screen.identity.id) ? [screen] : [],
  };
}

interface PairedJob {
  readonly job: GateJob;
  readonly paired: PairedLoad;
  readonly servers: PairedServers;
  readonly screen: Run | null;
  readonly why: string;
}

/** Pairs until the gate has decided; what can never be measured is not tried again. */
async function lookInPairs(
  { job, paired, servers, screen, why }: PairedJob,
  deps: GateDeps,
): Promise<{ readonly pairs: Pairs; readonly decision: DecidedGate }> {
  const { policy, seed } = job.request;
  const sides = alternatingSides(rngOf(seed));
  const looksBefore = screen === null ? 0 : 1;
  let pairs: readonly Pair[] = [];
  let because = why;
  for (;;) {
    const round = looksBefore + pairs.length + 1;
    deps.progress.roundStarts(round, policy.maxRounds, `paired look: ${because}`);
    const spec = (side: Side, url: string) => sideSpec(job, paired, { side, url, round }, deps);
    const first = sides.next().value;
    const pair = await measurePair({ first, spec }, job.engine, servers, loadControl(deps));
    deps.progress.pairEnds(pair);
    const all: Pairs = [pairs[0] ?? pair, ...pairs.slice(1), ...(pairs.length > 0 ? [pair] : [])];
    const decision = decideAfter(all, screen, job);
    if (decision.kind === 'decided') return { pairs: all, decision };
    pairs = all;
    because = decision.why;
  }
}

function decideAfter(pairs: Pairs, screen: Run | null, job: GateJob): Decision {
  const { policy } = job.request;
  const last = pairs[pairs.length - 1] ?? pairs[0];
  const again = last.trouble !== null || SIDES.every((side) => canBeRepeated(last[side]));
  return decidePaired({
    pairs,
    screen,
    policy: { ...policy, maxRounds: again ? policy.maxRounds : 1 },
    context: decideContext(job),
  });
}

function inOrder(screen: Run | null, [first, ...rest]: Pairs): Rounds['runs'] {
  const later = rest.flatMap(({ base, head }) => [base, head]);
  return screen === null ? [first.base, first.head, ...later] : [screen, first.base, first.head, ...later];
}

/** Which side goes first: at random in the first pair, and turned about from there on, so that neither is favoured. */
function* alternatingSides(rng: Rng): Generator<Side, never> {
  for (let at = rng.integer(2); ; at++) yield at % 2 === 0 ? 'base' : 'head';
}

interface SideOfRound {
  readonly side: Side;
  readonly url: string;
  readonly round: number;
}

function sideSpec(job: GateJob, paired: PairedLoad, { side, url, round }: SideOfRound, deps: GateDeps) {
  const env = { ...paired.env, BASE_URL: url };
  const durationMs = job.request.warmUpMs + paired.chunkMs;
  return roundSpec(job, { round, role: side === 'base' ? 'baseline' : 'candidate', env, durationMs }, deps);
}
