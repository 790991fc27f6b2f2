import { describe, expect, it } from 'vitest';
import { type RunFindingDeps, type RunFindingRequest, runFinding } from '../../../src/app/run-finding.ts';
import type { FindingTest } from '../../../src/model/finding.ts';
import type { LoadEngine } from '../../../src/ports/load-engine.ts';
import type { MetricsScraper } from '../../../src/ports/metrics-scraper.ts';
import { makeMemoryStore } from '../../support/memory-store.ts';
import { DEFAULT_START_MS, runLines } from '../../support/ndjson-writer.ts';
import { makeScriptedEngine, type ScriptedRun } from '../../support/scripted-engine.ts';

const SCRIPT = { path: '/stress.js', hash: 'h', takesShortcuts: false, reads: [] };

/** Ten steps of ten seconds from 2 to 20 requests a second, which take 900 ms above `breaksAt`. */
function ramp(breaksAt: number, outcome: ScriptedRun['outcome'] = {}): ScriptedRun {
  const text = RAMPS.get(breaksAt) ?? rampText(breaksAt);
  RAMPS.set(breaksAt, text);
  return { chunks: [text], outcome };
}

const RAMPS = new Map<number, string>();

function rampText(breaksAt: number): string {
  const steps = Array.from({ length: 10 }, (_, step) => 2 * (step + 1));
  const chunks = steps.flatMap((rate, step) => [
    ...runLines({
      requests: 10 * rate,
      ratePerSecond: rate,
      seed: step,
      startMs: DEFAULT_START_MS + step * 10_000,
      latencyMs: (_index, random) => (rate > breaksAt ? 900 : 20) * (0.9 + 0.2 * random()),
    }),
  ]);
  return chunks.join('');
}

function request(overrides: Partial<RunFindingRequest> = {}): RunFindingRequest {
  const test: FindingTest = overrides.test ?? 'stress';
  return {
    test,
    script: 'k6/stress.js',
    engine: 'embedded',
    env: {},
    timeoutMs: 1_000,
    seed: 1,
    remarks: [],
    metricsUrl: null,
    maxLooks: 3,
    options: { stress: { p95Ms: 300, errorRate: 0.01, stepSeconds: 10 }, soak: { limit: 0.1 } },
    terms: {
      key: test,
      goals: { minCapacity: null, maxRecoverySeconds: 60, maxErrorRate: 0.01 },
      policy: { failThreshold: 0.2, warnThreshold: 0.2, evidence: 'normal', spikeLimit: 0.5 },
      failure: { failOnRegression: true, failOnInconclusive: false, failOnNoBaseline: false },
      updateBaseline: 'auto',
    },
    ...overrides,
  };
}

class Bench {
  readonly store = makeMemoryStore();
  readonly log: string[] = [];
  readonly scraped = { started: 0, stopped: 0 };
  scrape = '';
  #ids = 0;
  #now = DEFAULT_START_MS;

  run(engine: LoadEngine, overrides: Partial<RunFindingRequest> = {}, signal = new AbortController().signal) {
    return runFinding(request(overrides), SCRIPT, this.#deps(engine, signal));
  }

  #deps(embedded: LoadEngine, signal: AbortSignal): RunFindingDeps {
    const log = (message: string) => void this.log.push(message);
    return {
      engines: { k6: embedded, embedded },
      scraper: this.#scraper(),
      signal,
      onProgress: () => undefined,
      store: this.store,
      environment: {
        machine: () => Promise.reject(new Error('not asked for')),
        source: async () => MAIN,
        newId: () => `id-${++this.#ids}`,
      },
      clock: { now: () => this.#now++, monotonic: () => 0 },
      logger: { debug: log, info: log, warn: log, error: log },
      sinks: [],
      version: '0.0.0',
    };
  }

  #scraper(): MetricsScraper {
    return {
      start: (_url, onScrape) => {
        this.scraped.started++;
        onScrape(this.scrape, DEFAULT_START_MS);
        return {
          stop: async () => {
            this.scraped.stopped++;
            return { made: 1, failed: 2, lastFailure: 'status 503' };
          },
        };
      },
    };
  }
}

const MAIN = {
  commit: 'c0ffee0',
  parentCommit: null,
  branch: 'main',
  defaultBranch: 'main',
  pullRequest: null,
  runUrl: null,
  job: null,
  actor: 'ada',
};

/** A service whose ramps broke at 12 requests a second, three times. */
async function knownService(): Promise<Bench> {
  const bench = new Bench();
  for (let earlier = 0; earlier < 3; earlier++) await bench.run(makeScriptedEngine(() => ramp(12)));
  return bench;
}

describe('a test that applies its load', () => {
  it('says what it found, files it, and gives the script its tags', async () => {
    const bench = new Bench();
    const engine = makeScriptedEngine(() => ramp(12));
    const { report, exitCode } = await bench.run(engine, { env: { RATE: '9' } });
    expect(exitCode).toBe(0);
    expect(report).toMatchObject({
      verdict: { kind: 'no-baseline' },
      source: 'k6/stress.js',
      commit: 'c0ffee0',
    });
    expect(report.startedAt).toBe(new Date(DEFAULT_START_MS).toISOString());
    expect(report.finding).toMatchObject({ outcome: 'broke', brokeFirst: 'latency' });
    expect(engine.plans[0]?.env).toEqual({ TESTID: 'id-1', COMMIT: 'c0ffee0', RATE: '9' });
    expect(await bench.store.keys()).toEqual(['findings/stress']);
    expect(bench.scraped.started).toBe(0);
  });

  it('is not begun where what it finds could not be kept', async () => {
    const bench = new Bench();
    const engine = makeScriptedEngine(() => ramp(12));
    const full = new Error('full');
    bench.store.checkWritable = () => Promise.reject(full);
    await expect(bench.run(engine)).rejects.toBe(full);
    expect(engine.plans).toEqual([]);
  });

  it('is told beforehand what there is to know of its length', async () => {
    const bench = new Bench();
    const engine = makeScriptedEngine(() => {
      bench.log.push('load');
      return ramp(12);
    });
    await bench.run(engine, { remarks: ['how long it lasts is up to the script'] });
    expect(bench.log.slice(0, 2)).toEqual(['how long it lasts is up to the script', 'load']);
  });

  it('looks again where one ramp cannot tell a loss, as often as it may, and fails on what stays', async () => {
    const bench = await knownService();
    const engine = makeScriptedEngine(() => ramp(6));
    const { report, exitCode } = await bench.run(engine);
    expect(engine.plans.length).toBeGreaterThan(1);
    expect(report.verdict.kind).toBe('regressed');
    expect(exitCode).toBe(1);
    expect(bench.log.join('\n')).toContain('looking again');
    const once = makeScriptedEngine(() => ramp(6));
    expect((await bench.run(once, { maxLooks: 1 })).report.verdict.kind).not.toBe('regressed');
    expect(once.plans).toHaveLength(1);
  });

  it('does not look again after it was interrupted', async () => {
    const bench = await knownService();
    const abort = new AbortController();
    const engine = makeScriptedEngine(() => {
      queueMicrotask(() => abort.abort('SIGINT'));
      return ramp(6);
    });
    await bench.run(engine, {}, abort.signal);
    expect(engine.plans).toHaveLength(1);
  });

  it.each([
    [
      { kind: 'failed', code: 'ENGINE_FAILED', message: 'the engine fell over', hint: null },
      'the engine fell over',
    ],
    [{ kind: 'timed-out', afterMs: 1 }, 'it took longer than it should'],
    [{ kind: 'marked-failed', message: 'setup: no service' }, 'setup: no service'],
    [{ kind: 'interrupted', signal: 'SIGINT' }, 'it was interrupted (SIGINT)'],
  ] as const)('tells that it was cut short: %o', async (end, why) => {
    const { report } = await new Bench().run(makeScriptedEngine(() => ramp(12, { end })));
    expect(report.notices).toContainEqual({
      code: 'cut-short',
      text: `The test was cut short: ${why}. What came before was read.`,
    });
  });

  it('is meant to cross its thresholds', async () => {
    const engine = makeScriptedEngine(() => ramp(12, { end: { kind: 'thresholds-crossed' } }));
    expect((await new Bench().run(engine)).report.notices).toEqual([]);
  });
});

describe('a test without results', () => {
  it('tells the reason of the engine before that of its empty results, without secrets', async () => {
    const end = {
      kind: 'failed',
      code: 'ENGINE_FAILED',
      message: 'the script has no default function',
      hint: 'Add one.',
    } as const;
    const run = new Bench().run(makeScriptedEngine(() => ({ chunks: [], outcome: { end } })));
    await expect(run).rejects.toMatchObject({ code: 'ENGINE_FAILED', hint: 'Add one.' });
    await expect(run).rejects.toThrow('the script has no default function');
  });

  it('is an error of its results where the engine has nothing to say', async () => {
    const run = new Bench().run(makeScriptedEngine(() => ({ chunks: [] })));
    await expect(run).rejects.toMatchObject({ code: 'RESULTS_EMPTY' });
  });

  it('does not start where the history cannot be read', async () => {
    const bench = new Bench();
    const engine = makeScriptedEngine(() => ramp(12));
    bench.store.failReads({ kind: 'unknown', cause: 'the store is away', hint: 'Try again.' });
    await expect(bench.run(engine)).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
    expect(engine.plans).toEqual([]);
  });
});

describe('what the service holds', () => {
  const soak = { test: 'soak', metricsUrl: 'http://127.0.0.1:1/metrics' } as const;

  it('is scraped while the load runs, and scrapes that failed are told', async () => {
    const bench = new Bench();
    bench.scrape = 'process_resident_memory_bytes 1000000\n';
    const { report } = await bench.run(
      makeScriptedEngine(() => ramp(99)),
      soak,
    );
    expect(bench.scraped).toEqual({ started: 1, stopped: 1 });
    expect(report.notices).toContainEqual({
      code: 'scrapes-failed',
      text: '2 of 3 scrapes of the metrics failed (status 503)',
    });
  });

  it('is no longer scraped when reading the results breaks', async () => {
    const bench = new Bench();
    const engine: LoadEngine = {
      ...makeScriptedEngine(() => ramp(99)),
      run: (...given) => ({
        ...makeScriptedEngine(() => ramp(99)).run(...given),
        output: (async function* () {
          yield new Uint8Array(1);
          throw new TypeError('a fault of the reader');
        })(),
      }),
    };
    await expect(bench.run(engine, soak)).rejects.toThrow('a fault of the reader');
    expect(bench.scraped).toEqual({ started: 1, stopped: 1 });
  });
});
