import { describe, expect, it } from 'vitest';
import { gateRequest, keyOf } from '../../../src/config/gate-request.ts';
import { environmentLayer, fileLayer, flagLayer } from '../../../src/config/layers.ts';
import { resolveSettings } from '../../../src/config/resolve-settings.ts';
import { RUN_SETTINGS } from '../../../src/config/run-settings.ts';

function request(flags: Record<string, unknown>, variables: Record<string, string> = {}, file: unknown = {}) {
  const layers = [
    flagLayer(flags),
    environmentLayer(variables, RUN_SETTINGS),
    fileLayer('perf-gate.yml', file, RUN_SETTINGS),
  ];
  return gateRequest('k6/baseline.js', resolveSettings(RUN_SETTINGS, layers));
}

describe('a gate request', () => {
  it('has the documented defaults', () => {
    const { policy, durationMs, warmUpMs, key, engine } = request({});
    expect({ durationMs, warmUpMs, key, engine }).toEqual({
      durationMs: 60_000,
      warmUpMs: 10_000,
      key: 'baseline',
      engine: 'auto',
    });
    expect(policy).toMatchObject({
      kind: 'sequential',
      failThreshold: 0.2,
      maxRounds: 4,
      minRequests: 1_000,
    });
    expect(policy.rules).toEqual([{ metric: 'http_req_duration', quantile: 0.95, endpoint: null }]);
  });

  it('takes a flag before the environment, the environment before the file', () => {
    const file = { 'fail-threshold': '30%', 'warn-threshold': 5, seed: 7 };
    const variables = { PERF_GATE_FAIL_THRESHOLD: '40%', PERF_GATE_SEED: '8' };
    const { policy, seed } = request({ 'fail-threshold': '50%' }, variables, file);
    expect(policy.failThreshold).toBe(0.5);
    expect(seed).toBe(8);
    expect(policy.warnThreshold).toBe(0.05);
  });

  it('hands the duration to the script, unless the user sets DURATION', () => {
    expect(request({ duration: '30s' }).env.DURATION).toBe('30s');
    expect(request({ duration: '30s', env: ['DURATION=45s', 'RATE=50'] }).env).toEqual({
      DURATION: '45s',
      RATE: '50',
    });
  });

  it.each([
    [{}, '`perf-gate baseline accept --key baseline --why "..."`'],
    [
      { key: "it's", store: 'a b' },
      "`perf-gate baseline accept --key 'it'\\''s' --store 'a b' --why \"...\"`",
    ],
    [{ 'update-baseline': 'never' }, null],
  ])('knows what its reader would have to type to accept a slower level: %j', (flags, command) => {
    expect(request(flags).toAccept).toBe(command);
  });

  it('reads rules for other metrics, quantiles and endpoints', () => {
    expect(request({ metric: ['p99', 'my_trend:p95', 'p95@GET /search'] }).policy.rules).toEqual([
      { metric: 'http_req_duration', quantile: 0.99, endpoint: null },
      { metric: 'my_trend', quantile: 0.95, endpoint: null },
      { metric: 'http_req_duration', quantile: 0.95, endpoint: 'GET /search' },
    ]);
  });
});

describe('bad settings', () => {
  it('are all reported together, each with where it stood', () => {
    const run = () =>
      request({ engine: 'wrk', duration: 'soon' }, { PERF_GATE_SEED: 'x' }, { 'max-rounds': 99 });
    expect(run).toThrow(/4 settings are wrong/);
    expect(run).toThrow(/--engine: expected one of auto, k6, embedded, got "wrk"/);
    expect(run).toThrow(/PERF_GATE_SEED/);
    expect(run).toThrow(/perf-gate.yml: max-rounds/);
  });

  it.each([
    [{ 'fail-threshold': '120%' }, /120% slower would be 2.2 times/],
    [{ 'fail-threshold': '0%' }, /more than 0%/],
    [{ duration: '12s' }, /at least 5s more than --warm-up/],
    [{ metric: ['avg'] }, /p50 to p99.9/],
    [{ metric: ['p10'] }, /p50 to p99.9/],
    [{ env: ['=x'] }, /NAME=VALUE/],
    [{ confidence: '1' }, /0.5 to under 1/],
  ])('%j', (flags, message) => expect(() => request(flags)).toThrow(message));

  it('refuses a file that is no map, and names unknown settings', () => {
    expect(() => request({}, {}, ['a'])).toThrow(/expected a map/);
    expect(() => request({}, {}, { 'fail-treshold': 1 })).toThrow(
      /unknown setting "fail-treshold" \(did you mean fail-threshold\?\)/,
    );
    expect(() => request({}, {}, { warm_up: '5s' })).toThrow(/"warm_up" \(did you mean warm-up\?\)/);
    expect(() => request({}, {}, { colour: 1 })).toThrow(/unknown setting "colour"$/);
  });

  it.each([
    [['TOKEN=hunter22', 'bad name=hunter22']],
    [['TOKEN=hunter22', 'hunter22']],
    [{ TOKEN: 'hunter22', NESTED: { PASSWORD: 'hunter22' } }],
    [['=hunter22']],
  ])('never quote a value of the environment of the script: %j', (env) => {
    expect(() => request({ env })).toThrow(/^(?=.*--env: expected NAME=VALUE)(?!.*hunter22)/s);
  });

  it('name the variable of the environment that cannot be', () => {
    expect(() => request({ env: ['A=1', 'bad name=2'] })).toThrow(/got "bad name" as a name/);
  });

  it('never lets control characters of a value reach the message', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(() => request({ engine: '\u001b[31mred' })).toThrow(/^[^\u001b]*$/);
  });
});

it('files a baseline under the name of the script', () => {
  expect(keyOf('a/b/checkout.ts')).toBe('checkout');
  expect(keyOf('C:\\x\\soak.js')).toBe('soak');
  expect(keyOf('out.json.gz')).toBe('out');
});
