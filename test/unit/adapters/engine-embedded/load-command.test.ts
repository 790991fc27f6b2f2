import { describe, expect, it } from 'vitest';
import { unknownHealth } from '../../../../src/adapters/engine-embedded/health.ts';
import { runLoad } from '../../../../src/adapters/engine-embedded/load-command.ts';
import type { LoadCommandOptions } from '../../../../src/adapters/engine-embedded/options/command-line-options.ts';
import type { LiveOutput } from '../../../../src/adapters/engine-embedded/output/live-output.ts';
import type { LoadSinks } from '../../../../src/adapters/engine-embedded/output/load-sinks.ts';
import { GateError } from '../../../../src/model/gate-error.ts';
import { NO_LOAD_OPTIONS } from '../../../support/load-options.ts';
import { type Script, ScriptedBackend } from '../../../support/scripted-backend.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

interface Memory extends LoadSinks {
  readonly files: Map<string, string>;
  readonly out: string[];
  readonly err: string[];
}

/** Files in memory; names in `locked` cannot be written. */
function memorySinks(locked: readonly string[] = []): Memory {
  const files = new Map<string, string>();
  const [out, err]: [string[], string[]] = [[], []];
  const check = (name: string) => {
    if (locked.includes(name))
      throw new GateError('FILE_UNWRITABLE', `writing ${name}: no`, { fault: 'environment' });
  };
  return {
    files,
    out,
    err,
    openSamples: (name) => ({
      write: (chunk) => void files.set(name, (files.get(name) ?? '') + Buffer.from(chunk).toString()),
      close: async () => check(name),
    }),
    writeFile: async (name, content) => {
      check(name);
      files.set(name, Buffer.from(content).toString());
    },
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
  };
}

const noPrometheus = (): LiveOutput => {
  throw new GateError('USAGE', 'K6_PROMETHEUS_RW_SERVER_URL: no', { fault: 'user' });
};

async function load(
  options: Partial<LoadCommandOptions>,
  script: Script = { call: () => ({ durationMs: 100 }) },
  sinks = memorySinks(),
  variables = {},
  openPrometheus: () => LiveOutput = noPrometheus,
) {
  const clock = new VirtualClock();
  const signal = new AbortController().signal;
  const run = runLoad(
    { ...NO_LOAD_OPTIONS, script: '/test/script.js', ...options },
    {
      version: '1',
      makeBackend: () => new ScriptedBackend(clock, script),
      sinks,
      openPrometheus,
      variables,
      terminal: { stdout: false, stderr: false },
      abort: signal,
      kill: signal,
      onProgress: () => undefined,
      clock,
      meter: () => unknownHealth,
    },
  );
  const { exitCode } = await clock.run(run);
  return { exitCode, sinks, out: sinks.out.join(''), err: sinks.err.join('') };
}

describe('wrong command lines', () => {
  it.each<[string, Partial<LoadCommandOptions>, string]>([
    ['an output that needs k6', { outs: ['influxdb=http://x'] }, '--out: expected json=FILE, csv=FILE or'],
    [
      'an address where none goes',
      { outs: ['experimental-prometheus-rw=http://x'] },
      'experimental-prometheus-rw',
    ],
    ['an output whose variables are wrong', { outs: ['experimental-prometheus-rw'] }, '_SERVER_URL: no'],
    ['a stage that is none', { stages: ['10s'] }, '--stage: expected 30s:10, got "10s"'],
  ])('%s is refused before anything runs', async (_what, options, message) => {
    await expect(load(options)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining(message),
    });
  });

  it('an engine that cannot start leaves nothing running', async () => {
    const clock = new VirtualClock();
    const signal = new AbortController().signal;
    const broken = runLoad(
      { ...NO_LOAD_OPTIONS, script: '/test/script.js', outs: ['json'] },
      {
        version: '1',
        makeBackend: () => {
          throw new Error('perf-gate is not complete');
        },
        sinks: memorySinks(),
        openPrometheus: noPrometheus,
        variables: {},
        terminal: { stdout: false, stderr: false },
        abort: signal,
        kill: signal,
        onProgress: () => undefined,
        clock,
        meter: () => unknownHealth,
      },
    );
    await expect(broken).rejects.toThrow('not complete');
    expect(clock.pending).toBe(0);
  });

  it.each([
    ['2:1', null],
    ['0:1/3', '0,1/2,1'],
    [null, '0,1/2,1'],
  ])('a segment %s of %s ends with 104', async (executionSegment, executionSegmentSequence) => {
    const { exitCode, err } = await load({ executionSegment, executionSegmentSequence });
    expect(exitCode).toBe(104);
    expect(err).toContain('executionSegment');
  });

  it('a duration that is none ends with 104', async () => {
    const { exitCode, err } = await load({ duration: 'long' });
    expect(exitCode).toBe(104);
    expect(err).toContain('duration');
  });
});

describe('load', () => {
  it('is above the environment, which is above the script', async () => {
    const script: Script = {
      description: { options: { duration: '9s' } },
      call: () => ({ durationMs: 500 }),
    };
    const { sinks } = await load({ iterations: 3, outs: ['json=a'] }, script, memorySinks(), {
      K6_DURATION: '5s',
      K6_VUS: '3',
    });
    const points = (sinks.files.get('a') ?? '')
      .split('\n')
      .filter((line) => line.startsWith('{"metric":"iterations"'));
    expect(points).toHaveLength(3);
  });

  it('writes samples, the summary export, and the summary as text', async () => {
    const options = { stages: ['1s:2,1s:0'], outs: ['json=a.ndjson', 'csv=b.csv'], summaryExport: 's.json' };
    const { exitCode, sinks, out } = await load({ ...options, summaryTrendStats: ['p(99)', 'count'] });
    expect(exitCode).toBe(0);
    expect(sinks.files.get('b.csv')).toMatch(/^metric_name,timestamp,metric_value,check,/);
    const exported = JSON.parse(sinks.files.get('s.json') ?? '');
    expect(Object.keys(exported.metrics.iteration_duration)).toEqual(['p(99)', 'count']);
    expect(exported.metrics.iteration_duration.count).toBe(exported.metrics.iterations.count);
    expect(out).toContain('iteration_duration');
  });

  it('runs its segment of the test', async () => {
    const { sinks } = await load({ iterations: 10, vus: 4, executionSegment: '1/4:1/2', outs: ['json=a'] });
    const points = (sinks.files.get('a') ?? '').split('\n').filter((line) => line.includes('"iterations"'));
    // One of four VUs; iterations 1, 5 and 9, or 2 and 6: their part of ten.
    expect(points.filter((line) => line.includes('Point')).length).toBeGreaterThanOrEqual(2);
    expect(points.filter((line) => line.includes('Point')).length).toBeLessThanOrEqual(3);
  });

  it('gives a live output every sample after its metric, and tells what went wrong there', async () => {
    const seen: string[] = [];
    const live = (): LiveOutput => ({
      declare: (name, type, contains) => seen.push(`${name} is a ${type} of ${contains}`),
      add: (name, value, tags) => seen.push(`${name} ${value} ${tags.scenario ?? ''}`),
      close: async () => [{ code: 'remote-write-failed', text: 'Prometheus is gone' }],
    });
    const script: Script = { call: () => ({ durationMs: 100 }) };
    const options = { iterations: 2, outs: ['experimental-prometheus-rw'], json: true };
    const { exitCode, out, err } = await load(options, script, memorySinks(), {}, live);
    expect(exitCode).toBe(0);
    expect(seen.filter((line) => line.startsWith('iterations'))).toEqual([
      'iterations is a counter of default',
      'iterations 1 default',
      'iterations 1 default',
    ]);
    expect(seen).toContain('iteration_duration is a trend of time');
    expect(JSON.parse(out).notices).toContainEqual({
      code: 'remote-write-failed',
      text: 'Prometheus is gone',
    });
    expect(err).toContain('note: Prometheus is gone');
  });

  it('--vus alone takes the place of scenarios: as many iterations as VUs', async () => {
    const scenarios = { s: { executor: 'constant-vus', duration: '9s' } };
    const script: Script = { description: { options: { scenarios } }, call: () => ({ durationMs: 10 }) };
    const { out, err } = await load({ vus: 3, json: true }, script);
    expect(JSON.parse(out).summary.metrics.iterations.values.count).toBe(3);
    expect(err).toContain("environment or command line took the place of the script's scenarios");
  });

  it('--json prints the result and nothing else', async () => {
    const value = JSON.stringify({ stdout: 'mine' });
    const script: Script = {
      description: { exportedFunctions: ['default', 'handleSummary'] },
      call: () => ({ durationMs: 1, end: { kind: 'returned', value } }),
    };
    const { out, err } = await load({ json: true }, script);
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1, exitCode: 0, end: { kind: 'finished' } });
    expect(err).toContain('mine');
  });

  it('handleSummary takes the place of the text', async () => {
    const value = JSON.stringify({ stdout: 'mine', 'x.json': '{}' });
    const script: Script = {
      description: { exportedFunctions: ['default', 'handleSummary'] },
      call: () => ({ durationMs: 1, end: { kind: 'returned', value } }),
    };
    const { out, sinks } = await load({}, script);
    expect(out).toBe('mine');
    expect(sinks.files.get('x.json')).toBe('{}');
  });

  it('ends with 255 when a file could not be written, and says which', async () => {
    const { exitCode, err, out } = await load(
      { outs: ['json=a'], summaryExport: 's' },
      undefined,
      memorySinks(['a', 's']),
    );
    expect(exitCode).toBe(255);
    expect(err).toContain('writing a: no');
    expect(err).toContain('writing s: no');
    expect(out).toContain('iterations');
  });

  it('ends with 99 on crossed thresholds, and without looking at them with --no-thresholds', async () => {
    const script: Script = {
      description: { options: { thresholds: { iterations: ['count>5'] } } },
      call: () => ({ durationMs: 1 }),
    };
    expect((await load({}, script)).exitCode).toBe(99);
    expect((await load({ noThresholds: true }, script)).exitCode).toBe(0);
  });
});
