import { describe, expect, it } from 'vitest';
import type { GateDeps } from '../../../src/app/gate-deps.ts';
import { runGate } from '../../../src/app/run-gate.ts';
import { gateRequest } from '../../../src/config/gate-request.ts';
import { resolveSettings } from '../../../src/config/resolve-settings.ts';
import { RUN_SETTINGS } from '../../../src/config/run-settings.ts';
import { GateError } from '../../../src/model/gate-error.ts';
import type { ServerTrouble, Side } from '../../../src/model/pair.ts';
import type { SourceFacts } from '../../../src/ports/environment.ts';
import type { LoadEngine } from '../../../src/ports/load-engine.ts';
import type { PairedServers, ServeResult } from '../../../src/ports/paired-servers.ts';
import { makeMemoryStore } from '../../support/memory-store.ts';
import { runLines } from '../../support/ndjson-writer.ts';
import { noResults } from '../../support/no-results.ts';
import { noVersionControl } from '../../support/no-version-control.ts';
import { makeScriptedEngine, type ScriptedRun } from '../../support/scripted-engine.ts';

const SCRIPT = { path: '/load.js', hash: 'h', takesShortcuts: false, reads: [] };
const MAIN: SourceFacts = {
  commit: 'c0ffee0',
  parentCommit: null,
  branch: 'main',
  defaultBranch: 'main',
  pullRequest: null,
  runUrl: null,
  job: null,
  actor: 'ada',
};
const URLS = { 'base-url': 'http://base', 'head-url': 'http://head' };

const MADE = new Map<string, ScriptedRun>();

/** A run of 60 s at 50 requests a second, log-normal around 20 ms. */
function measured(scale: number, seed: number, failedShare = 0): ScriptedRun {
  const key = `${scale} ${seed} ${failedShare}`;
  const latencyMs = (_: number, random: () => number) => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return scale * 20 * Math.exp(0.3 * radius * Math.cos(2 * Math.PI * random()));
  };
  const make = () => ({
    chunks: [[...runLines({ requests: 3_000, ratePerSecond: 50, seed, latencyMs })].join('')],
  });
  const made = MADE.get(key) ?? make();
  MADE.set(key, made);
  return made;
}

/** Servers in memory that tell what was asked of them. */
class FakeServers implements PairedServers {
  readonly description = 'fakes';
  readonly asked: string[] = [];
  running = 0;
  down: ServerTrouble | null = null;
  gone: ServerTrouble | null = null;
  lost: Promise<ServerTrouble> = new Promise(() => undefined);

  async serve(sides: readonly Side[]): Promise<ServeResult> {
    this.asked.push(sides.join(' '));
    if (this.down !== null) return { kind: 'down', trouble: this.down };
    this.running += sides.length;
    return {
      kind: 'up',
      url: (side) => `http://${side}`,
      lost: this.lost,
      check: async () => this.gone,
      stop: async () => {
        this.running -= sides.length;
      },
    };
  }
}

/** The same for every test, so it is measured once and its history copied. */
let fiveRuns: Promise<Bench> | undefined;

class Bench {
  readonly store = makeMemoryStore();
  readonly servers = new FakeServers();
  readonly told: string[] = [];
  controller = new AbortController();
  source: SourceFacts = MAIN;
  #ids = 0;

  /** `script` is given the address that the script would load, or '' without pairs. */
  async gate(script: (url: string, index: number) => ScriptedRun, settings: Record<string, unknown> = URLS) {
    const engine = makeScriptedEngine((plan, index) => script(plan.env.BASE_URL ?? '', index));
    const layer = { values: { engine: 'embedded', ...settings }, describe: (name: string) => name };
    const request = gateRequest('load.js', resolveSettings(RUN_SETTINGS, [layer]));
    const outcome = await runGate(request, SCRIPT, this.deps(engine));
    return { ...outcome, plans: engine.plans };
  }

  /** Unchanged base; the head at `scale`. */
  async pair(scale: number, settings: Record<string, unknown> = URLS) {
    return this.gate((url, index) => measured(url === 'http://head' ? scale : 1, 1_000 + index), settings);
  }

  async withBaseline(): Promise<this> {
    fiveRuns ??= new Bench().runFiveTimes();
    const made = await fiveRuns;
    const events = await made.store.events('load');
    if (events.kind !== 'found') throw new Error('five runs left no history');
    for (const event of events.events) await this.store.add('load', event);
    this.#ids = made.#ids;
    return this;
  }

  async runFiveTimes(): Promise<this> {
    for (let seed = 1; seed <= 5; seed++) await this.gate((_, index) => measured(1, seed * 10 + index), {});
    return this;
  }

  deps(embedded: LoadEngine): GateDeps {
    const error = new GateError('ENGINE_NOT_FOUND', 'k6 is not here', { fault: 'environment' });
    const silent = () => undefined;
    return {
      engines: {
        k6: { ...embedded, name: 'k6', probe: async () => ({ kind: 'unavailable', error }) },
        embedded,
      },
      pairedServers: () => this.servers,
      results: noResults,
      store: this.store,
      versionControl: noVersionControl,
      environment: {
        machine: async () => ({
          runner: 'local',
          os: 'linux',
          kernel: '6',
          cpuModel: 'cpu',
          cores: 2,
          memoryMb: 1,
        }),
        source: async () => this.source,
        newId: () => String(++this.#ids).padStart(6, '0'),
      },
      clock: { now: () => Date.UTC(2026, 0, 5) + this.#ids * 3_600_000, monotonic: () => 0 },
      logger: { debug: silent, info: silent, warn: silent, error: silent },
      progress: {
        roundStarts: (round, max, why) => void this.told.push(`${round}/${max} ${why}`),
        loading: silent,
        roundEnds: silent,
        pairEnds: silent,
      },
      sinks: [],
      version: '0.0.0',
      signal: this.controller.signal,
    };
  }

  async entries() {
    const lookup = await this.store.load('load');
    return lookup.kind === 'found' ? lookup.history.entries : [];
  }
}

describe('pairs whose history cannot be read', () => {
  const unreadable = { kind: 'unreadable', where: 'x.json', cause: 'damaged', hint: 'Restore it.' } as const;

  it.each([
    [1, 'passed', 0],
    [1.7, 'regressed', 1],
  ] as const)(
    'are held against their base all the same: at %s times the latency %s',
    async (scale, verdict, code) => {
      const bench = await new Bench().withBaseline();
      bench.store.failReads(unreadable);
      bench.store.refuseWrites({ kind: 'refused', reason: 'nothing is to be written', hint: '' });
      const { report, exitCode } = await bench.pair(scale);
      expect(report.verdict.kind).toBe(verdict);
      expect(exitCode).toBe(code);
      expect(report.promotion).toMatchObject({
        kind: 'not-saved',
        reason: expect.stringContaining('paired run'),
      });
      expect(report.notices).toContainEqual({
        code: 'baseline-not-read',
        text: expect.stringMatching(/held against the base alone: .*damaged.*Restore it\./),
      });
    },
  );
});

describe('pairs that fail', () => {
  const trouble: ServerTrouble = { side: 'base', what: 'did not come up: it ended with exit code 1' };

  it('when a server does not come up: tried again once, invalid, nothing filed, no load', async () => {
    const bench = new Bench();
    bench.servers.down = trouble;
    const { report, exitCode, plans } = await bench.pair(1);
    expect(exitCode).toBe(3);
    expect(report.headline).toBe('No verdict: the base did not come up: it ended with exit code 1.');
    expect(bench.servers.asked).toHaveLength(2);
    expect(plans).toHaveLength(0);
    expect(await bench.entries()).toEqual([]);
  });

  it('when a server ends in the middle: the load is cut, both servers are stopped', async () => {
    const bench = new Bench();
    const ended: ServerTrouble = {
      side: 'head',
      what: 'ended while it was loaded: it ended with exit code 4',
    };
    bench.servers.lost = Promise.resolve(ended);
    const { report } = await bench.gate(() => ({ chunks: [], endless: true }));
    expect(report.verdict.kind).toBe('invalid');
    expect(report.headline).toContain('the head ended while it was loaded');
    expect(report.rounds).toHaveLength(4);
    expect(bench.servers.running).toBe(0);
  });

  it('when a server is gone after the load, however slow it was', async () => {
    const bench = new Bench();
    bench.servers.gone = { side: 'head', what: 'did not answer any more after the load (ECONNREFUSED)' };
    const { report } = await bench.pair(5);
    expect(report.verdict).toMatchObject({ kind: 'invalid', reasons: [{ code: 'server-failed' }] });
  });

  it('when they are interrupted: once, and the servers are stopped', async () => {
    const bench = new Bench();
    const run = bench.gate(() => ({ chunks: [], endless: true }));
    setTimeout(() => bench.controller.abort('SIGINT'), 20);
    const { report } = await run;
    expect(report.verdict.kind).toBe('invalid');
    expect(report.headline).toContain('interrupted (SIGINT)');
    expect(bench.servers.asked).toHaveLength(1);
    expect(bench.servers.running).toBe(0);
  });

  it('when the script cannot be loaded: once', async () => {
    const bench = new Bench();
    const end = { kind: 'failed', code: 'SCRIPT_INVALID', message: 'load.js:3: boom', hint: null } as const;
    const { report } = await bench.gate(() => ({ chunks: [], outcome: { end } }));
    expect(report.verdict.kind).toBe('invalid');
    expect(bench.servers.asked).toHaveLength(1);
  });
});

describe('pairs without a history', () => {
  it('pass unchanged code, and file nothing', async () => {
    const bench = new Bench();
    const { report, exitCode, plans } = await bench.pair(1);
    expect(report.verdict.kind).toBe('passed');
    expect(exitCode).toBe(0);
    expect(report.promotion).toMatchObject({
      kind: 'not-saved',
      reason: expect.stringContaining('shares its machine'),
    });
    expect(await bench.entries()).toEqual([]);
    expect(plans.map(({ env }) => env.BASE_URL).sort()).toEqual(['http://base', 'http://head']);
  });

  it('catch a regression with two looks, the order turned about', async () => {
    const bench = new Bench();
    const { report, exitCode } = await bench.pair(1.5);
    expect(report.verdict.kind).toBe('regressed');
    expect(exitCode).toBe(1);
    expect(report.headline).toContain('two paired looks agree');
    expect(bench.servers.asked.toSorted()).toEqual(['base head', 'head base']);
    expect(report.rounds.map(({ round, side }) => `${round} ${side}`)).toEqual([
      '1 base',
      '1 head',
      '2 base',
      '2 head',
    ]);
    expect(report.baseline).toMatchObject({ entries: 1, runs: 2, commit: null });
    expect(report.latency.baseline?.label).toBe('base');
    expect(report.notices.map(({ code }) => code)).toContain('paired');
    expect(bench.servers.running).toBe(0);
  });

  it('start with the side that the seed says', async () => {
    const firstOf = async (seed: number) => {
      const bench = new Bench();
      await bench.pair(1, { ...URLS, seed });
      return bench.servers.asked[0];
    };
    const firsts = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(firstOf));
    expect(new Set(firsts)).toEqual(new Set(['base head', 'head base']));
    expect(await firstOf(1)).toBe(firsts[0]);
  });

  it('give both sides the same load, and replace BASE_URL', async () => {
    const settings = { ...URLS, env: ['BASE_URL=http://elsewhere', 'RATE=50'], chunk: '30s', vus: 3 };
    const { plans, report } = await new Bench().pair(1, settings);
    const [one, other] = plans;
    expect({ ...one, env: { ...one?.env, BASE_URL: '' } }).toEqual({
      ...other,
      env: { ...other?.env, BASE_URL: '' },
    });
    expect(one?.env).toMatchObject({ DURATION: '40s', RATE: '50', VUS: '3' });
    expect(report.notices.map(({ code }) => code)).toContain('base-url-replaced');
  });
});

describe('pairs after a screen', () => {
  it('are not needed where the history passes the head; its run is filed', async () => {
    const bench = await new Bench().withBaseline();
    const { report } = await bench.pair(1);
    expect(report.verdict.kind).toBe('passed');
    expect(report.rounds).toMatchObject([{ round: 1, side: null }]);
    expect(bench.servers.asked).toEqual(['head']);
    expect(await bench.entries()).toHaveLength(6);
    expect(report.notices.map(({ code }) => code)).not.toContain('paired');
  });

  it('confirm what the screen suspects; the screen alone is kept, withheld', async () => {
    const bench = await new Bench().withBaseline();
    const { report } = await bench.pair(1.6);
    expect(report.verdict.kind).toBe('regressed');
    expect(report.headline).toContain('two paired looks agree');
    expect(bench.servers.asked[0]).toBe('head');
    expect(bench.told.map((line) => line.slice(0, 3))).toEqual(['1/4', '2/4', '3/4']);
    const kept = (await bench.entries()).at(-1);
    expect(kept).toMatchObject({ status: 'withheld', verdict: 'regressed' });
    expect(kept?.runs.map(({ identity }) => identity.round)).toEqual([1]);
  });

  it('acquit a head that only met a slow machine', async () => {
    const bench = await new Bench().withBaseline();
    const { report } = await bench.gate((_, index) => measured(1.6, 2_000 + index));
    expect(report.verdict.kind).toBe('passed');
    expect(report.judgements[0]?.comparison).toMatchObject({ design: 'paired', looks: 2 });
  });

  it('also tell where the history cannot be compared', async () => {
    const bench = await new Bench().withBaseline();
    const { report } = await bench.pair(1, { ...URLS, env: ['RATE=999'] });
    expect(report.verdict.kind).toBe('passed');
    expect(report.environment.comparability.comparable).toBe(true);
  });

  it('do not take a head that was gone after its screen for one that answers errors', async () => {
    const bench = await new Bench().withBaseline();
    bench.servers.gone = { side: 'head', what: 'ended while it was loaded: it ended with exit code 4' };
    const { report } = await bench.pair(1);
    expect(report.verdict.kind).toBe('invalid');
    expect(report.rounds.map(({ side }) => side)).toEqual([null, 'base', 'head']);
    expect(report.rounds[0]?.invalidBecause[0]).toContain('exit code 4');
    expect(await bench.entries()).toHaveLength(5);
  });

  it('do not file a screen that was no measurement', async () => {
    const bench = await new Bench().withBaseline();
    const timedOut: ScriptedRun = { chunks: [], outcome: { end: { kind: 'timed-out', afterMs: 1 } } };
    const { report } = await bench.gate((_, index) => (index === 0 ? timedOut : measured(1, 3_000 + index)));
    expect(report.verdict.kind).toBe('passed');
    expect(report.promotion.kind).toBe('not-saved');
    expect(await bench.entries()).toHaveLength(5);
  });
});
