import type { GateRequest, PairedLoad } from '../config/gate-request.ts';
import { decide } from '../gate/decide.ts';
import { decidePaired } from '../gate/decide-paired.ts';
import { isDefaultBranch } from '../gate/promotion.ts';
import { validityOf } from '../gate/validity.ts';
import { type Rng, rngOf } from '../lib/rng.ts';
import type { GatePolicy } from '../model/gate-policy.ts';
import { baselineEntries } from '../model/history.ts';
import { type Pair, SIDES, type Side } from '../model/pair.ts';
import type { Notice, Run } from '../model/run.ts';
import type { VerdictKind } from '../model/verdict.ts';
import type { PairedServers } from '../ports/paired-servers.ts';
import { type GateDeps, loadControl } from './gate-deps.ts';
import { canBeRepeated, type GateJob, roundSpec } from './gate-job.ts';
import { measurePair, runWithoutLoad } from './measure-pair.ts';
import { measureRound } from './measure-round.ts';
import type { DecidedGate, Rounds } from './run-rounds.ts';

/**
 * Screens the head against the history where there is one, and holds it against the base, both loaded at the same
 * time, when that is no clear pass. The screen is the only run that may enter the history.
 */
export async function runPairs(job: GateJob, paired: PairedLoad, deps: GateDeps): Promise<Rounds> {
  const servers = deps.pairedServers(paired.targets);
  const screened = baselineEntries(job.history).length === 0 ? null : await screen(job, servers, deps);
  if (screened === null) return lookInPairs(job, paired, servers, null, 'side by side with the base', deps);
  if (screened.decision !== null) {
    const { run, decision } = screened;
    return { runs: [run], decision, filed: [run] };
  }
  return lookInPairs(job, paired, servers, screened.run, screened.why, deps);
}

interface Screened {
  readonly run: Run;
  /** `null`: pairs have to tell. */
  readonly decision: DecidedGate | null;
  readonly why: string;
}

/** Verdicts of the screen that need no base. */
const CLEAR: ReadonlySet<VerdictKind> = new Set(['passed', 'warned', 'improved']);

async function screen(job: GateJob, servers: PairedServers, deps: GateDeps): Promise<Screened> {
  const { policy } = job.request;
  deps.progress.roundStarts(1, policy.maxRounds, 'screen of the head against the baseline');
  const run = await runHead(job, servers, deps);
  deps.progress.roundEnds(run);
  const maxRounds = canBeRepeated(run) ? policy.maxRounds : 1;
  const context = { isDefaultBranch: isDefaultBranch(job.source) };
  const history = baselineEntries(job.history);
  const decision = decide({ history, runs: [run], policy: { ...policy, maxRounds }, context });
  if (decision.kind === 'look-again') return { run, decision: null, why: decision.why };
  const isLast = maxRounds === 1 || CLEAR.has(decision.verdict.kind);
  return { run, decision: isLast ? decision : null, why: `${decision.verdict.kind} against the history` };
}

async function runHead(job: GateJob, servers: PairedServers, deps: GateDeps): Promise<Run> {
  const { env, durationMs } = job.request;
  const spec = (url: string) =>
    roundSpec(job, { round: 1, role: 'candidate', env: { ...env, BASE_URL: url }, durationMs }, deps);
  const served = await servers.serve(['head'], deps.signal);
  if (served.kind === 'down') return runWithoutLoad(spec(''), served.trouble, deps.signal);
  try {
    return await measureRound(job.engine, spec(served.url('head')), loadControl(deps));
  } finally {
    await served.stop();
  }
}

async function lookInPairs(
  job: GateJob,
  paired: PairedLoad,
  servers: PairedServers,
  screened: Run | null,
  because: string,
  deps: GateDeps,
): Promise<Rounds> {
  const { policy, seed } = job.request;
  const context = { isDefaultBranch: isDefaultBranch(job.source) };
  const sides = alternatingSides(rngOf(seed));
  const pairs: Pair[] = [];
  let why = because;
  for (;;) {
    const round = pairs.length + 1 + (screened === null ? 0 : 1);
    deps.progress.roundStarts(round, policy.maxRounds, `paired look: ${why}`);
    const first = sides.next().value;
    const spec = {
      first,
      spec: (side: Side, url: string) => sideSpec(job, paired, { side, url, round }, deps),
    };
    const pair = await measurePair(spec, job.engine, servers, loadControl(deps));
    deps.progress.pairEnds(pair);
    pairs.push(pair);
    const all: readonly [Pair, ...Pair[]] = [pairs[0] ?? pair, ...pairs.slice(1)];
    const maxRounds =
      SIDES.every((side) => canBeRepeated(pair[side])) || pair.trouble !== null ? policy.maxRounds : 1;
    const decision = decidePaired({
      pairs: all,
      screen: screened,
      policy: { ...policy, maxRounds },
      context,
    });
    if (decision.kind === 'decided') return pairedRounds(all, screened, decision, policy);
    why = decision.why;
  }
}

function pairedRounds(
  pairs: readonly [Pair, ...Pair[]],
  screened: Run | null,
  decision: DecidedGate,
  policy: Pick<GatePolicy, 'minRequests'>,
): Rounds {
  const [{ base, head }, ...rest] = pairs;
  const both: readonly [Run, ...Run[]] = [base, head, ...rest.flatMap((pair) => [pair.base, pair.head])];
  return screened === null
    ? { runs: both, decision, filed: [] }
    : { runs: [screened, ...both], decision, filed: validityOf(screened, policy).valid ? [screened] : [] };
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

/** What a reader should know of the set-up of pairs. */
export function pairedNotices({ paired, env }: GateRequest, runs: readonly Run[]): readonly Notice[] {
  if (paired === null) return [];
  const wasPaired = runs.some(({ identity }) => identity.role === 'baseline');
  return [...(wasPaired ? [PAIRED] : []), ...(env.BASE_URL === undefined ? [] : [REPLACED])];
}

const PAIRED: Notice = {
  code: 'paired',
  text: 'Base and head were loaded side by side on this machine, at the same time and with the same script. Their latencies are those of two services that share a machine: only the change between them counts.',
};
const REPLACED: Notice = {
  code: 'base-url-replaced',
  text: 'BASE_URL of the settings was not used: in paired mode each side has its own.',
};
