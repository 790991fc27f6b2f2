import path from 'node:path';
import { workerBackend } from '../../src/adapters/composition/load-engines.ts';
import { makeEmbeddedEngine } from '../../src/adapters/engine-embedded/embedded-engine.ts';
import { makeNodeEnvironment } from '../../src/adapters/node/node-environment.ts';
import { packageRoot } from '../../src/adapters/node/package-root.ts';
import { readScript } from '../../src/adapters/node/script-source.ts';
import { systemClock } from '../../src/adapters/node/system-clock.ts';
import { makeStartedServers } from '../../src/adapters/paired-servers/started-servers.ts';
import { measurePair } from '../../src/app/measure-pair.ts';
import { measureRound, type RoundSpec } from '../../src/app/measure-round.ts';
import { VERSION } from '../../src/lib/version.ts';
import type { Fingerprint } from '../../src/model/environment.ts';
import type { Side } from '../../src/model/pair.ts';
import type { Run } from '../../src/model/run.ts';
import type { LoadEngine } from '../../src/ports/load-engine.ts';
import type { EvidencePlan } from './evidence-plan.ts';
import { withoutEndpoints } from './recorded-chunks.ts';
import { sideOf } from './side-filter.ts';

const ROOT = packageRoot();
const SHOP = path.join(ROOT, 'examples', 'shop', 'server.mjs');
const GATED = path.join(ROOT, 'k6', 'baseline.js');
const ASSIGNED = path.join(ROOT, 'test', 'evidence', 'assigned.js');
const LONGEST_MS = 120_000;

export interface TwoSides {
  readonly base: Run;
  readonly head: Run;
}

/** Loads the shop for one chunk, with servers that are started for it. */
export interface ShopChunks {
  /** The product's paired look: two simultaneous runs. */
  pair(level: number, first: Side): Promise<TwoSides>;
  /** One run of twice the rate, each iteration on a side by chance. */
  assigned(level: number): Promise<TwoSides>;
  /** One run on its own. */
  single(level: number): Promise<Run>;
}

export async function makeShopChunks(plan: EvidencePlan): Promise<ShopChunks> {
  const engine = makeEmbeddedEngine({ version: VERSION, makeBackend: workerBackend });
  const environment = makeNodeEnvironment({ variables: process.env, cwd: ROOT, clock: systemClock });
  const specOf = await specMaker(plan, engine);
  const seeds = seedsFrom(1);
  const servers = (level: number) =>
    makeStartedServers(
      {
        kind: 'commands',
        base: shopCommand(1, seeds()),
        head: shopCommand(level, seeds()),
        readyUrl: 'http://127.0.0.1:{port}/healthz',
      },
      { cwd: ROOT, variables: process.env },
    );
  const control = { signal: new AbortController().signal, onProgress: () => {}, onLog: () => {} };

  return {
    async pair(level, first) {
      const spec = (side: Side, url: string) => specOf(GATED, environment.newId(), { BASE_URL: url }, side);
      const { base, head, trouble } = await measurePair({ first, spec }, engine, servers(level), control);
      if (trouble !== null) throw new Error(`a pair at ${level}: the ${trouble.side} ${trouble.what}`);
      return { base: measured(base), head: measured(head) };
    },
    async assigned(level) {
      const served = await up(servers(level), ['base', 'head']);
      const env = { BASE_URL: served.url('base'), HEAD_URL: served.url('head'), RATE: `${2 * plan.rate}` };
      try {
        const base = specOf(ASSIGNED, environment.newId(), env, 'base');
        const head = { ...base, identity: { ...base.identity, id: environment.newId() } };
        return await measureAssigned(engine, base, head, control);
      } finally {
        await served.stop();
      }
    },
    async single(level) {
      const served = await up(servers(level), ['head']);
      try {
        const spec = specOf(GATED, environment.newId(), { BASE_URL: served.url('head') }, 'head');
        return measured(await measureRound(engine, spec, control));
      } finally {
        await served.stop();
      }
    },
  };
}

/** The output of one run, read once for each side. */
async function measureAssigned(
  engine: LoadEngine,
  base: RoundSpec,
  head: RoundSpec,
  control: Parameters<LoadEngine['run']>[1],
): Promise<TwoSides> {
  const load = engine.run(base.plan, control);
  const parts: Uint8Array[] = [];
  for await (const part of load.output) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  const replayed = (side: Side): LoadEngine => ({
    ...engine,
    run: () => ({ output: sideOf(text, side), outcome: load.outcome }),
  });
  return {
    base: measured(await measureRound(replayed('base'), base, control)),
    head: measured(await measureRound(replayed('head'), head, control)),
  };
}

/** Evidence is made of measurements alone. */
function measured(run: Run): Run {
  if (run.end.kind !== 'finished') throw new Error(`a run did not finish: ${JSON.stringify(run.end)}`);
  return withoutEndpoints(run);
}

async function up(servers: ReturnType<typeof makeStartedServers>, sides: readonly Side[]) {
  const served = await servers.serve(sides, new AbortController().signal);
  if (served.kind === 'down') throw new Error(`the ${served.trouble.side} ${served.trouble.what}`);
  return served;
}

async function specMaker(plan: EvidencePlan, engine: LoadEngine) {
  const probed = await engine.probe();
  if (probed.kind === 'unavailable') throw probed.error;
  const environment = makeNodeEnvironment({ variables: process.env, cwd: ROOT, clock: systemClock });
  const machine = await environment.machine();
  const { hash } = await readScript(GATED, ROOT);
  const duration = `${plan.warmUpMs + plan.chunkMs}ms`;
  const loadShape = { DURATION: duration, RATE: `${plan.rate}`, 'warm-up': `${plan.warmUpMs}ms` };
  const fingerprint: Fingerprint = { engine: probed.identity, machine, scriptHash: hash, loadShape };
  return (script: string, id: string, env: Readonly<Record<string, string>>, side: Side): RoundSpec => ({
    plan: {
      script,
      env: { DURATION: duration, RATE: `${plan.rate}`, ...env },
      durationMs: null,
      vus: null,
      tags: {},
      timeoutMs: LONGEST_MS,
      seed: Number.parseInt(id.slice(-6), 16),
    },
    identity: {
      id,
      job: id,
      round: 1,
      role: side === 'base' ? 'baseline' : 'candidate',
      commit: null,
      parentCommit: null,
      branch: null,
      pullRequest: null,
      runUrl: null,
      startedAt: new Date(systemClock.now()).toISOString(),
    },
    fingerprint,
    warmUpMs: plan.warmUpMs,
    metrics: [],
  });
}

/** Every server walks through its service times from a place of its own, as two deployments would. */
function seedsFrom(first: number): () => number {
  let next = first;
  return () => next++;
}

function shopCommand(level: number, seed: number): readonly [string, ...string[]] {
  return [process.execPath, SHOP, '--port', '{port}', '--slowdown', `${level}`, '--seed', `${seed}`];
}
