import { describe, expect, it } from 'vitest';
import type { GateDeps } from '../../../src/app/gate-deps.ts';
import { listBaselines } from '../../../src/app/list-baselines.ts';
import { runGate } from '../../../src/app/run-gate.ts';
import { showBaseline } from '../../../src/app/show-baseline.ts';
import { type GateRequest, gateRequest } from '../../../src/config/gate-request.ts';
import { resolveSettings } from '../../../src/config/resolve-settings.ts';
import { RUN_SETTINGS } from '../../../src/config/run-settings.ts';
import { GateError } from '../../../src/model/gate-error.ts';
import { headlineRule } from '../../../src/model/report.ts';
import type { Run, RunEnd } from '../../../src/model/run.ts';
import { renderRunFile } from '../../../src/model/run-file.ts';
import type { SourceFacts } from '../../../src/ports/environment.ts';
import type { LoadEngine } from '../../../src/ports/load-engine.ts';
import type { ReportSink } from '../../../src/ports/report-sink.ts';
import { type MemoryStore, makeMemoryStore } from '../../support/memory-store.ts';
import { runLines } from '../../support/ndjson-writer.ts';
import { noResults } from '../../support/no-results.ts';
import { noVersionControl } from '../../support/no-version-control.ts';
import { makeScriptedEngine, type ScriptedRun } from '../../support/scripted-engine.ts';

const START = Date.UTC(2026, 0, 5, 12);
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

/** A run of 60 s at 50 requests a second, log-normal around 20 ms. */
function measured(scale: number, seed: number): ScriptedRun {
  const made = MADE.get(`${scale} ${seed}`) ?? makeMeasured(scale, seed);
  MADE.set(`${scale} ${seed}`, made);
  return made;
}

const MADE = new Map<string, ScriptedRun>();

function makeMeasured(scale: number, seed: number): ScriptedRun {
  const latencyMs = (_: number, random: () => number) => scale * 20 * Math.exp(0.3 * normal(random));
  const lines = runLines({ requests: 3_000, ratePerSecond: 50, seed, latencyMs });
  return { chunks: [[...lines].join('')] };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function failing(end: RunEnd): ScriptedRun {
  return { chunks: [], outcome: { end } };
}

const SATURATED: ScriptedRun['outcome'] = { generator: { cpuShare: 0.99, loopUtilisation: null } };

/** The same for every test, so it is measured once and its history copied. */
let fiveRuns: Promise<Bench> | undefined;

class Bench {
  readonly store: MemoryStore = makeMemoryStore();
  source: SourceFacts = MAIN;
  rounds: string[] = [];
  #ids = 0;
  #runs = 0;

  async gate(script: (round: number) => ScriptedRun, settings: Record<string, unknown> = {}) {
    const engine = makeScriptedEngine((_, index) => script(index + 1));
    return this.run(engine, settings);
  }

  async run(embedded: LoadEngine, settings: Record<string, unknown> = {}, overrides: Partial<GateDeps> = {}) {
    const layer = { values: { engine: 'embedded', ...settings }, describe: (name: string) => name };
    const request: GateRequest = gateRequest('load.js', resolveSettings(RUN_SETTINGS, [layer]));
    return runGate(request, SCRIPT, { ...this.deps(embedded), ...overrides });
  }

  deps(embedded: LoadEngine): GateDeps {
    const missing: LoadEngine = {
      name: 'k6',
      probe: async () => ({
        kind: 'unavailable',
        error: new GateError('ENGINE_NOT_FOUND', 'k6 is not here', { fault: 'environment' }),
      }),
      run: () => {
        throw new Error('must not run');
      },
    };
    return {
      engines: { k6: missing, embedded },
      pairedServers: () => {
        throw new Error('nothing to pair');
      },
      results: noResults,
      store: this.store,
      versionControl: noVersionControl,
      environment: {
        machine: async () => ({
          runner: 'local',
          os: 'linux x64',
          kernel: '6',
          cpuModel: 'cpu',
          cores: 2,
          memoryMb: 1,
        }),
        source: async () => this.source,
        newId: () => String(++this.#ids).padStart(6, '0'),
      },
      clock: { now: () => START + ++this.#runs * 3_600_000, monotonic: () => 0 },
      logger: {
        debug: () => undefined,
        info: () => undefined,
        warn: () => undefined,
        error: () => undefined,
      },
      progress: {
        roundStarts: (_round, _max, why) => void this.rounds.push(why),
        loading: () => undefined,
        roundEnds: () => undefined,
        pairEnds: () => undefined,
      },
      sinks: [],
      version: '0.0.0',
      signal: new AbortController().signal,
    };
  }

  /** Five jobs of unchanged code. */
  async withBaseline(): Promise<this> {
    fiveRuns ??= new Bench().runFiveTimes();
    const made = await fiveRuns;
    const events = await made.store.events('load');
    if (events.kind !== 'found') throw new Error('five runs left no history');
    for (const event of events.events) await this.store.add('load', event);
    this.#ids = made.#ids;
    this.#runs = made.#runs;
    return this;
  }

  async runFiveTimes(): Promise<this> {
    for (let seed = 1; seed <= 5; seed++) await this.gate((round) => measured(1, seed * 10 + round));
    return this;
  }

  async entries() {
    const lookup = await this.store.load('load');
    return lookup.kind === 'found' ? lookup.history.entries : [];
  }

  async statuses() {
    return (await this.entries()).map(({ status }) => status);
  }
}

describe('the main job', () => {
  it('starts a baseline with the first run', async () => {
    const bench = new Bench();
    const { report, exitCode } = await bench.gate(() => measured(1, 1));
    expect(report.verdict.kind).toBe('no-baseline');
    expect(exitCode).toBe(0);
    expect(report.promotion.kind).toBe('promoted');
    expect(report.candidate.p95).toBeGreaterThan(20);
    expect(report.trend).toHaveLength(1);
  });

  it.each([
    ['p99', 'http_req_duration', 0.99],
    ['p99.9', 'http_req_duration', 0.999],
  ])('gates %s under its own name: p95 stays p95', async (metric, name, quantile) => {
    const bench = await new Bench().withBaseline();
    const { report } = await bench.gate(() => measured(1, 98), { metric: [metric] });
    expect(report.judgements[0]?.rule).toMatchObject({ metric: name, quantile });
    const { candidate, baseline } = report;
    expect(candidate.value).toBe(report.judgements[0]?.comparison?.candidate.value);
    expect(baseline.value).toBe(report.judgements[0]?.comparison?.baseline.value);
    // Log-normal around 20 ms with 0.3: 32.8 ms, 40.2 ms and 50.5 ms.
    for (const p95 of [candidate.p95, baseline.p95])
      expect(Math.abs((p95 ?? 0) / 32.8 - 1)).toBeLessThan(0.05);
    expect(candidate.value).toBeGreaterThan(38);
    expect(baseline.value).toBeGreaterThan(38);
  });

  it('has the figure of what is gated without a baseline, too', async () => {
    const { report } = await new Bench().gate(() => measured(1, 97), { metric: ['p99.9'] });
    expect(report.verdict.kind).toBe('no-baseline');
    expect(report.candidate.value).toBeGreaterThan(42);
    expect(report.candidate.p95).toBeLessThan(36);
    expect(report.baseline).toMatchObject({ value: null, p95: null });
  });

  it('names what was judged where the first rule had too few samples', async () => {
    const bench = await new Bench().withBaseline();
    const { report } = await bench.gate(() => measured(1, 96), { metric: ['p95@GET /rare', 'p99'] });
    expect(headlineRule(report)).toMatchObject({ quantile: 0.99, endpoint: null });
    expect(report.candidate.value).toBe(report.judgements[0]?.comparison?.candidate.value);
    const last = report.trend.at(-1)?.value ?? 0;
    expect(Math.abs(last / (report.candidate.value ?? 1) - 1)).toBeLessThan(0.1);
  });

  it('passes unchanged code at the first look', async () => {
    const bench = await new Bench().withBaseline();
    const { report, exitCode } = await bench.gate(() => measured(1, 99));
    expect(report.verdict.kind).toBe('passed');
    expect(exitCode).toBe(0);
    expect(report.rounds).toHaveLength(1);
    expect(await bench.statuses()).toEqual(Array(6).fill('promoted'));
  });

  it('catches a regression after a second look, and keeps it out of the baseline', async () => {
    const bench = await new Bench().withBaseline();
    const { report, exitCode } = await bench.gate((round) => measured(1.7, 200 + round));
    expect(report.verdict.kind).toBe('regressed');
    expect(exitCode).toBe(1);
    expect(report.rounds.length).toBeGreaterThanOrEqual(2);
    expect(report.change).toBeCloseTo(0.7, 1);
    expect(report.promotion.kind).toBe('withheld');
    expect((await bench.statuses()).at(-1)).toBe('withheld');
    expect(report.trend.at(-1)).toMatchObject({ verdict: 'regressed', status: 'candidate' });
    expect(report.advice.join('\n')).toContain('`perf-gate baseline accept --key load --why "..."`');
  });

  it('reports without failing when told to', async () => {
    const bench = await new Bench().withBaseline();
    const { exitCode } = await bench.gate((round) => measured(1.7, 300 + round), {
      'fail-on-regression': false,
    });
    expect(exitCode).toBe(0);
  });

  // T-21
  it('never lets a pull request into the baseline', async () => {
    const bench = await new Bench().withBaseline();
    bench.source = { ...MAIN, branch: 'topic', pullRequest: 7 };
    const { report } = await bench.gate(() => measured(1, 400));
    expect(report.verdict.kind).toBe('passed');
    expect(report.promotion.kind).toBe('not-saved');
  });

  describe('a regression that a person accepted', () => {
    const acceptance = {
      by: 'ada',
      at: '2026-01-05T11:00:00.000Z',
      why: 'ranks by relevance',
      commit: 'c0ffee0',
    };
    const slowed = (bench: Bench, accepted: typeof acceptance | null) => {
      const engine = makeScriptedEngine((_, index) => measured(1.7, 201 + index));
      const acceptances = { find: async () => ({ acceptance: accepted, notices: [] }) };
      return bench.run(engine, {}, { acceptances });
    };

    it('opens an epoch on the default branch, with who, when, why and the commit', async () => {
      const bench = await new Bench().withBaseline();
      const { report, exitCode } = await slowed(bench, acceptance);
      expect(exitCode).toBe(0);
      expect(report).toMatchObject({ verdict: { kind: 'regressed' }, acceptance });
      expect(report.promotion).toEqual({ kind: 'promoted', reason: 'accepted by ada: ranks by relevance' });
      const entry = (await bench.entries()).at(-1);
      expect(entry).toMatchObject({
        status: 'promoted',
        opensEpoch: true,
        acceptance: { ...acceptance, entry: entry?.id },
      });
      expect(report.advice.join(' ')).not.toContain('baseline accept');
    });

    it('is still a regression on its pull request, but fails nothing and leaves no trace', async () => {
      const bench = await new Bench().withBaseline();
      bench.source = { ...MAIN, branch: 'topic', pullRequest: 7 };
      const { report, exitCode } = await slowed(bench, acceptance);
      expect(exitCode).toBe(0);
      expect(report).toMatchObject({ verdict: { kind: 'regressed' }, acceptance });
      expect(await bench.entries()).toHaveLength(5);
    });

    it('fails as ever when nobody did', async () => {
      const bench = await new Bench().withBaseline();
      const { report, exitCode } = await slowed(bench, null);
      expect(exitCode).toBe(1);
      expect(report.acceptance).toBeNull();
      expect((await bench.entries()).at(-1)?.status).toBe('withheld');
    });

    it('is not asked about what is no regression', async () => {
      const bench = await new Bench().withBaseline();
      const acceptances = { find: () => Promise.reject(new Error('must not be asked')) };
      const engine = makeScriptedEngine(() => measured(1, 99));
      const { report } = await bench.run(engine, {}, { acceptances });
      expect(report.verdict.kind).toBe('passed');
    });
  });
});

describe('what goes wrong', () => {
  it.each<[string, RunEnd, number]>([
    [
      'a script with an error',
      { kind: 'failed', code: 'SCRIPT_INVALID', message: 'load.js:3: boom', hint: null },
      1,
    ],
    [
      'an engine that crashes',
      { kind: 'failed', code: 'ENGINE_FAILED', message: 'it crashed', hint: null },
      2,
    ],
    ['a time-out', { kind: 'timed-out', afterMs: 1_000 }, 2],
    ['Ctrl-C', { kind: 'interrupted', signal: 'SIGINT' }, 1],
  ])('%s is invalid, never a pass, and files nothing', async (_, end, rounds) => {
    const bench = await new Bench().withBaseline();
    const { report, exitCode } = await bench.gate(() => failing(end));
    expect(report.verdict.kind).toBe('invalid');
    expect(exitCode).toBe(3);
    expect(report.rounds).toHaveLength(rounds);
    expect(report.promotion.kind).toBe('not-saved');
    expect(await bench.statuses()).toHaveLength(5);
  });

  // T-30
  it('Ctrl-C in a further round is no pass either, and files nothing', async () => {
    const bench = await new Bench().withBaseline();
    const stopped = failing({ kind: 'interrupted', signal: 'SIGINT' });
    const { report, exitCode } = await bench.gate((round) => (round === 1 ? measured(1.15, 500) : stopped));
    expect(report.rounds).toHaveLength(2);
    expect(report).toMatchObject({ verdict: { kind: 'invalid' }, change: null });
    expect(exitCode).toBe(3);
    expect(await bench.statuses()).toHaveLength(5);
  });

  it('a bad measurement is retried once, and the retry counts', async () => {
    const bench = await new Bench().withBaseline();
    const timedOut = failing({ kind: 'timed-out', afterMs: 1_000 });
    const { report } = await bench.gate((round) => (round === 1 ? timedOut : measured(1, 500)));
    expect(report.verdict.kind).toBe('passed');
    expect(report.rounds[0]?.invalidBecause.length).toBeGreaterThan(0);
  });

  it('a round that was thrown out is in no figure of the report, and in none of a later one', async () => {
    const bench = new Bench();
    const saturated = { ...measured(3, 400), outcome: SATURATED };
    const { report: first } = await bench.gate((round) => (round === 1 ? saturated : measured(1, 500)));
    expect(first.rounds.map(({ invalidBecause }) => invalidBecause.length)).toEqual([1, 0]);
    expect(first.candidate).toMatchObject({ value: first.rounds[1]?.p95, p95: first.rounds[1]?.p95 });
    expect(first.candidate).toMatchObject({ runs: 1, requests: first.rounds[1]?.requests, errorRate: 0 });
    expect(first.trend).toMatchObject([
      { status: 'candidate', value: expect.closeTo(first.candidate.value ?? 0, 9) },
    ]);
    const { report: second } = await bench.gate((round) => measured(1, 600 + round));
    expect(second.baseline).toMatchObject({ entries: 1, runs: 1 });
    expect(second.trend[0]?.value).toBeCloseTo(first.candidate.value ?? 0, 9);
    expect(second.trend.at(-1)?.value).toBeCloseTo(second.candidate.value ?? 0, 9);
    const { p95 } = await showBaseline(bench.store, 'load');
    expect([...p95.values()]).toEqual(second.trend.map(({ value }) => expect.closeTo(value, 9)));
    const [listed] = await listBaselines(bench.store);
    expect(listed?.p95).toBe([...p95.values()].at(-1));
  });

  // T-28
  it('a baseline that cannot be read stops before any load', async () => {
    const bench = new Bench();
    bench.store.failReads({ kind: 'unreadable', where: 'x.json', cause: 'damaged', hint: 'Restore it.' });
    await expect(bench.gate(() => measured(1, 1))).rejects.toMatchObject({
      code: 'STORE_UNREADABLE',
      message: expect.stringContaining('damaged'),
    });
    expect(bench.rounds).toEqual([]);
  });

  // T-06
  it('secrets of the script reach neither report nor store nor log, wherever the script puts them', async () => {
    const bench = new Bench();
    const secret = 'hunter 22=';
    const endpoints = [`?key=${encodeURIComponent(secret)}`];
    const lines = [...runLines({ requests: 3_000, ratePerSecond: 50, seed: 1, endpoints })];
    const log: string[] = [];
    const engine = makeScriptedEngine(() => ({
      chunks: [lines.join('')],
      log: [`logging in with ${secret}`],
    }));
    const logger = { ...bench.deps(engine).logger, debug: (line: string) => void log.push(line) };
    const { report } = await bench.run(engine, { env: [`API_KEY=${secret}`] }, { logger });
    const failed = failing({ kind: 'failed', code: 'SCRIPT_FAILED', message: `no ${secret}`, hint: null });
    const { report: other } = await bench.gate(() => failed, { env: [`API_KEY=${secret}`] });
    expect(report.endpoints.map(({ endpoint }) => endpoint)).toEqual(['GET http://localhost:8080/?key=***']);
    expect(log).toEqual(['logging in with ***']);
    const written = JSON.stringify([report, other, await bench.store.load('load')]);
    expect(written).not.toContain(secret);
    expect(written).not.toContain(encodeURIComponent(secret));
  });

  it('a pinned entry that is gone is not the same as no baseline', async () => {
    const bench = await new Bench().withBaseline();
    const pin = { kind: 'pin', entry: 'gone', by: 'ada', at: '2026-02-01T00:00:00Z', why: '' } as const;
    await bench.store.add('load', pin);
    await expect(bench.gate(() => measured(1, 1))).rejects.toMatchObject({
      code: 'STORE_UNREADABLE',
      message: expect.stringMatching(/the entry gone, which is pinned/),
      hint: expect.stringContaining('--unpin'),
    });
  });

  it('what cannot be written is an error before the load, unless nothing would be', async () => {
    const bench = new Bench();
    const error = new GateError('STORE_UNWRITABLE', 'read-only', { fault: 'environment' });
    const refusing = { checkWritable: () => Promise.reject(error) };
    const engine = makeScriptedEngine(() => measured(1, 1));
    const store = { ...bench.store, ...refusing };
    const sink: ReportSink = { ...refusing, name: 'full', deliver: () => Promise.reject(error) };
    await expect(bench.run(engine, {}, { store })).rejects.toBe(error);
    await expect(bench.run(engine, {}, { sinks: [sink] })).rejects.toBe(error);
    expect(engine.plans).toEqual([]);
    const { exitCode } = await bench.run(engine, { 'update-baseline': 'never' }, { store });
    expect(exitCode).toBe(0);
    bench.source = { ...MAIN, branch: 'topic', pullRequest: 7 };
    await expect(bench.run(engine, {}, { store })).resolves.toMatchObject({ exitCode: 0 });
  });

  it('a store that refuses after all is told, also as a warning, and changes no verdict', async () => {
    const bench = new Bench();
    bench.store.refuseWrites({ kind: 'refused', reason: 'read-only', hint: 'Make it writable.' });
    const warnings: string[] = [];
    const engine = makeScriptedEngine(() => measured(1, 1));
    const { logger } = bench.deps(engine);
    const warn = (message: string) => void warnings.push(message);
    const { report, exitCode } = await bench.run(engine, {}, { logger: { ...logger, warn } });
    expect(warnings).toEqual(['this job was not filed: read-only. Make it writable.']);
    expect(report.promotion).toMatchObject({
      kind: 'not-saved',
      reason: expect.stringContaining('read-only'),
    });
    expect(exitCode).toBe(0);
  });

  it('sinks may load what they need while the first load runs, once, however many rounds follow', async () => {
    const bench = await new Bench().withBaseline();
    const told: string[] = [];
    const engine = makeScriptedEngine((_, index) => {
      told.push(`load ${index + 1}`);
      return measured(1.5, 900 + index);
    });
    const sink: ReportSink = {
      name: 'slow to load',
      prepare: () => void told.push('prepare'),
      deliver: async () => {
        told.push('deliver');
        return { kind: 'delivered', what: 'nothing', artifacts: {}, notices: [] };
      },
    };
    await bench.run(engine, {}, { sinks: [sink] });
    expect(told).toEqual(['load 1', 'prepare', 'load 2', 'deliver']);
  });

  it('a load is stopped when it takes much longer than it should, or than an hour where its script alone knows', async () => {
    const bench = new Bench();
    const engine = makeScriptedEngine(() => measured(1, 1));
    await bench.run(engine, {});
    await bench.run(engine, { duration: '60s' });
    const [unknown, known] = [engine.plans[0], engine.plans.at(-1)];
    expect(unknown?.timeoutMs).toBe(3_600_000 + 180_000);
    expect(known?.timeoutMs).toBe(2 * 60_000 + 180_000);
  });

  it('auto without k6 takes the embedded engine and says so', async () => {
    const bench = new Bench();
    const engine = makeScriptedEngine(() => measured(1, 1));
    const told: string[] = [];
    const info = (message: string) => void told.push(message);
    const logger = { ...bench.deps(engine).logger, info };
    const { report } = await bench.run(engine, { engine: 'auto' }, { logger });
    // On the console: a report names its engine in any case.
    expect(told).toEqual([expect.stringMatching(/^k6 was not found, so the embedded engine/)]);
    expect(report.notices).toEqual([]);
    expect(report.environment.engine?.name).toBe('embedded');
    await expect(bench.run(engine, { engine: 'k6' })).rejects.toMatchObject({ code: 'ENGINE_NOT_FOUND' });
  });

  // T-29
  it('a sink that fails is a warning', async () => {
    const bench = new Bench();
    const warnings: string[] = [];
    const engine = makeScriptedEngine(() => measured(1, 1));
    const logger = { ...bench.deps(engine).logger, warn: (message: string) => void warnings.push(message) };
    const sink = {
      name: 'broken',
      deliver: async () => ({
        kind: 'failed' as const,
        what: 'files',
        cause: 'disk full',
        hint: 'Make room',
      }),
    };
    const { exitCode } = await bench.run(engine, {}, { sinks: [sink], logger });
    expect(exitCode).toBe(0);
    expect(warnings).toEqual(['files: disk full. Make room']);
  });
});

describe('looks that are shared out among jobs', () => {
  const reading = (runs: readonly [Run, ...Run[]]) => ({
    results: {
      async *read() {
        yield Buffer.from(renderRunFile(runs));
      },
    },
  });
  const job = (name: string): SourceFacts => ({ ...MAIN, branch: 'ranks', pullRequest: 7, job: name });

  /** What one look says of +24 %, and what it leaves for the next job. */
  async function firstJob(bench: Bench, { source = job('github-1-1-latency'), scale = 1.7 } = {}) {
    bench.source = source;
    let runs: readonly [Run, ...Run[]] | null = null;
    const sink: ReportSink = {
      name: 'run.json',
      async deliver(_, all) {
        runs = all;
        return { kind: 'delivered', what: 'run.json', artifacts: {}, notices: [] };
      },
    };
    const { report } = await bench.run(
      makeScriptedEngine(() => measured(scale, 401)),
      { 'max-rounds': 1, 'hands-over': true },
      { sinks: [sink] },
    );
    if (runs === null) throw new Error('no runs were delivered');
    return { report, runs: runs as readonly [Run, ...Run[]] };
  }

  it('the first is not sure, and the second judges by the rounds of both', async () => {
    const bench = await new Bench().withBaseline();
    const { report, runs } = await firstJob(bench);
    expect(report.verdict.kind).toBe('inconclusive');
    bench.source = job('github-1-1-confirmation');
    const engine = makeScriptedEngine(() => measured(1.7, 402));
    const both = await bench.run(engine, { 'earlier-runs': ['run.json'] }, reading(runs));
    expect(both.report.verdict.kind).toBe('regressed');
    expect(both.report.rounds.map(({ round }) => round)).toEqual([1, 2]);
    expect(both.report.judgements[0]?.comparison?.looks).toBe(2);
  });

  const onMain = (name: string): SourceFacts => ({ ...MAIN, job: name });
  const statusesOf = async (bench: Bench) =>
    (await bench.entries()).slice(-2).map(({ status, runs }) => [status, runs.length]);

  it.each([
    [1.7, 1.7, 'withheld'],
    [1.22, 1, 'promoted'],
  ])(
    'of main, at %d and %d times the baseline, the first waits and the second files both as one entry: %s',
    async (scale, second, status) => {
      const bench = await new Bench().withBaseline();
      const { report, runs } = await firstJob(bench, { source: onMain('github-1-1-latency'), scale });
      expect(report.verdict.kind).toBe('inconclusive');
      expect(report.promotion).toMatchObject({ kind: 'withheld' });
      bench.source = onMain('github-1-1-confirmation');
      const engine = makeScriptedEngine(() => measured(second, 402));
      const given = { 'earlier-runs': ['run.json'], 'max-rounds': 2 };
      const both = await bench.run(engine, given, reading(runs));
      expect(both.report.promotion.kind).toBe(status);
      expect(await statusesOf(bench)).toEqual([
        ['withheld', 1],
        [status, 2],
      ]);
    },
  );

  it('the rounds of the first are no baseline of the second, though they were filed', async () => {
    const bench = await new Bench().withBaseline();
    const { runs } = await firstJob(bench);
    const [first] = runs;
    const [entry] = await bench.entries();
    if (entry === undefined) throw new Error('there is no baseline');
    await bench.store.add('load', { kind: 'entry', entry: { ...entry, id: first.identity.id, runs } });
    bench.source = { ...MAIN, job: 'github-1-1-confirmation' };
    const engine = makeScriptedEngine(() => measured(1.7, 402));
    const { report } = await bench.run(engine, { 'earlier-runs': ['run.json'] }, reading(runs));
    expect(report.verdict.kind).toBe('regressed');
    expect((await bench.entries()).at(-1)?.runs.map(({ identity }) => identity.round)).toEqual([2, 1]);
  });
});
