import { describe, expect, it } from 'vitest';
import type { RawOptions } from '../../../../../src/adapters/engine-embedded/options/option-reader.ts';
import { readTestOptions } from '../../../../../src/adapters/engine-embedded/options/test-options.ts';
import { isGateError } from '../../../../../src/model/gate-error.ts';

interface Tiers {
  readonly environment?: RawOptions;
  readonly commandLine?: RawOptions;
}

function read(
  options: unknown,
  { environment = {}, commandLine = {} }: Tiers = {},
  exported = ['default', 'browse'],
) {
  const script = { options, exportedFunctions: exported, metrics: [], files: [] };
  return readTestOptions(script, { environment, commandLine, userAgent: 'ua' });
}

/** The message of the error that reading ends with. */
function refusal(options: unknown, tiers?: Tiers, exported?: string[]) {
  try {
    read(options, tiers, exported);
  } catch (error) {
    if (isGateError(error)) return `${error.code} ${error.message}`;
    throw error;
  }
  throw new Error('the options were not refused');
}

describe('wrong options', () => {
  it('are told all at once, with path, expected and got', () => {
    const message = refusal({
      setupTimeout: 'soon',
      batch: 0,
      scenarios: {
        'a b': { executor: 'constant-vus', duration: '10s' },
        shop: {
          executor: 'constant-arrival-rate',
          rate: 1.5,
          duration: '500ms',
          preAllocatedVUs: 5,
          maxVUs: 2,
        },
      },
    });
    expect(message).toMatch(/^SCRIPT_INVALID/);
    expect(message).toContain('scenarios.a b: expected a name of letters, digits, _ and -, got "a b"');
    expect(message).toContain('scenarios.shop.rate: expected a whole number of at least 1, got 1.5');
    expect(message).toContain('scenarios.shop.duration: expected a duration of at least 1000ms');
    expect(message).toContain('scenarios.shop.maxVUs: expected a whole number of at least 5, got 2');
    expect(message).toContain('setupTimeout: expected a duration');
    expect(message).toContain('batch: expected a whole number of at least 1, got 0');
  });

  it.each<[string, RawOptions, string]>([
    [
      'a missing duration',
      { executor: 'constant-vus' },
      's.duration: expected a duration of at least 1000ms',
    ],
    [
      'no VUs',
      { executor: 'constant-vus', duration: '1s', vus: 0 },
      's.vus: expected a whole number of at least 1',
    ],
    ['an unknown executor', { executor: 'constant' }, 's.executor: expected one of constant-vus'],
    ['a misspelt option', { executor: 'constant-vus', duration: '1s', vuss: 1 }, 'did you mean vus?'],
    [
      'an option of another executor',
      { executor: 'constant-vus', duration: '1s', rate: 1 },
      's.rate: expected an option of',
    ],
    ['no stages', { executor: 'ramping-vus', stages: [] }, 's.stages: expected a list of at least one stage'],
    [
      'stages that ask for nothing',
      { executor: 'ramping-vus', startVUs: 0, stages: [{ duration: '1s', target: 0 }] },
      's.stages: expected a target above 0',
    ],
    [
      'a negative target',
      { executor: 'ramping-vus', stages: [{ duration: '1s', target: -1 }] },
      's.stages[0].target: expected a whole number of at least 0, got -1',
    ],
    [
      'fewer iterations than VUs',
      { executor: 'shared-iterations', vus: 5, iterations: 4 },
      's.iterations: expected a whole number of at least 5, got 4',
    ],
    [
      'a rate without VUs',
      { executor: 'constant-arrival-rate', rate: 1, duration: '1s', preAllocatedVUs: 0 },
      's.maxVUs: expected at least one VU',
    ],
    [
      'a function that is not exported',
      { executor: 'constant-vus', duration: '1s', exec: 'brows' },
      's.exec: expected an exported function of the script (it has: default, browse), got "brows"',
    ],
    [
      'a time unit of 0',
      {
        executor: 'ramping-arrival-rate',
        startRate: 1,
        stages: [{ duration: '1s', target: 1 }],
        preAllocatedVUs: 1,
        timeUnit: 0,
      },
      's.timeUnit: expected a duration above 0',
    ],
  ])('%s', (_what, scenario, message) => {
    expect(refusal({ scenarios: { s: scenario } })).toContain(message);
  });

  it.each<[string, unknown, string]>([
    ['no object', 7, 'options: expected an object, got 7'],
    [
      'scenarios that are a list',
      { scenarios: [] },
      'scenarios: expected an object with at least one scenario',
    ],
    [
      'two ways of saying the load',
      { duration: '1s', stages: [{ duration: '1s', target: 1 }] },
      'duration and stages',
    ],
    ['shortcuts beside scenarios', { iterations: 1, scenarios: {} }, 'iterations and scenarios'],
    [
      'thresholds as a text',
      { thresholds: { http_reqs: 'count>1' } },
      'thresholds.http_reqs: expected a list',
    ],
    [
      'a threshold without expression',
      { thresholds: { http_reqs: [{ abortOnFail: true }] } },
      'thresholds.http_reqs[0]',
    ],
    ['a statistic that is none', { summaryTrendStats: ['p(101)'] }, 'summaryTrendStats'],
    ['tags that are objects', { tags: { a: {} } }, 'tags.a: expected a text'],
  ])('%s', (_what, options, message) => {
    expect(refusal(options)).toContain(message);
  });

  it('a script that exports no default function is told what it has', () => {
    expect(refusal({ vus: 1, duration: '1s' }, {}, ['browse'])).toContain('(it has: browse), got "default"');
  });
});

describe('options as texts and names in any case, as scripts that read them from __ENV have them', () => {
  it('take a whole number as text, and an empty text as not set', () => {
    const { scenarios, http, consolidated } = read({ vus: '3', iterations: '12', batch: '' });
    expect(scenarios).toMatchObject([{ executor: 'shared-iterations', vus: 3, iterations: 12 }]);
    expect(http.batch).toBe(20);
    expect(consolidated).toMatchObject({ vus: 3, scenarios: { default: { vus: 3, iterations: 12 } } });
  });

  it('take a shortcut with an empty text as the others say', () => {
    expect(read({ vus: '', iterations: '', duration: '10s' }).scenarios).toMatchObject([
      { executor: 'constant-vus', vus: 1, durationMs: 10_000 },
    ]);
  });

  it('hold in scenarios and their stages', () => {
    const stages = [{ Duration: '5s', target: '+20' }];
    const peak = {
      executor: 'ramping-arrival-rate',
      startrate: '1',
      stages,
      preAllocatedVus: 2,
      maxVus: '4',
    };
    expect(read({ scenarios: { peak } }).scenarios).toMatchObject([
      { startRate: 1, stages: [{ durationMs: 5_000, target: 20 }], preAllocatedVUs: 2, maxVUs: 4 },
    ]);
  });

  it.each(['2.5', '1e3', ' 2', 'many', '0x2'])(
    'refuse %j, which is no whole number, as it was written',
    (vus) => {
      expect(refusal({ vus, duration: '10s' })).toContain(`got ${JSON.stringify(vus)}`);
    },
  );

  it('leave names of scenarios as they are', () => {
    const scenarios = { VUS: { executor: 'constant-vus', duration: '1s' } };
    expect(read({ scenarios }).scenarios.map(({ name }) => name)).toEqual(['VUS']);
  });
});

describe('options that this engine does not have', () => {
  it.each<[string, RawOptions]>([
    ['rps', { rps: 10 }],
    ['tlsAuth', { tlsAuth: [{ cert: 'x' }] }],
    ['dns', { dns: { ttl: '1m' } }],
    ['blockHostnames', { blockHostnames: ['*.example.com'] }],
    ['externally-controlled', { scenarios: { s: { executor: 'externally-controlled' } } }],
    [
      'browser',
      { scenarios: { s: { executor: 'shared-iterations', options: { browser: { type: 'chromium' } } } } },
    ],
  ])('%s is refused by name', (name, options) => {
    const message = refusal(options);
    expect(message).toMatch(/^SCRIPT_UNSUPPORTED/);
    expect(message).toContain(name);
  });

  it('are no matter when they are empty or off', () => {
    expect(read({ rps: 0, tlsAuth: [], dns: null, paused: false }).scenarios).toHaveLength(1);
  });
});

describe('shortcuts', () => {
  it.each<[string, RawOptions, RawOptions]>([
    ['nothing: one iteration', {}, { executor: 'shared-iterations', vus: 1, iterations: 1 }],
    ['vus alone: one iteration each', { vus: 4 }, { executor: 'shared-iterations', vus: 4, iterations: 4 }],
    ['duration', { vus: 3, duration: '1m30s' }, { executor: 'constant-vus', vus: 3, durationMs: 90_000 }],
    [
      'iterations',
      { iterations: 9, vus: 2 },
      { executor: 'shared-iterations', iterations: 9, maxDurationMs: 600_000 },
    ],
    [
      'iterations with duration',
      { iterations: 9, duration: 5_000 },
      { executor: 'shared-iterations', maxDurationMs: 5_000 },
    ],
    [
      'stages',
      { vus: 2, stages: [{ duration: '500ms', target: 3 }] },
      { executor: 'ramping-vus', startVUs: 2 },
    ],
  ])('%s', (_what, options, scenario) => {
    expect(read(options).scenarios).toEqual([
      expect.objectContaining({ name: 'default', exec: 'default', ...scenario }),
    ]);
  });
});

describe('tiers', () => {
  const own = {
    scenarios: { s: { executor: 'constant-vus', duration: '1m', exec: 'browse' } },
    tags: { a: '1' },
  };

  it('the command line is above the environment, which is above the script', () => {
    const options = read(
      { batch: 1, batchPerHost: 1, maxRedirects: 1 },
      {
        environment: { batch: 2, batchPerHost: 2 },
        commandLine: { batch: 3 },
      },
    );
    expect(options.http).toMatchObject({ batch: 3, batchPerHost: 2, maxRedirects: 1 });
  });

  it('one that sets the load drops all of the load below, and says so', () => {
    const options = read(own, { commandLine: { duration: '5s' } });
    expect(options.scenarios).toEqual([expect.objectContaining({ name: 'default', durationMs: 5_000 })]);
    expect(options.notices).toEqual([expect.objectContaining({ code: 'options-replaced' })]);
    expect(options.tags).toEqual({ a: '1' });
  });

  it('vus alone drops scenarios but keeps a duration', () => {
    expect(read(own, { commandLine: { vus: 2 } }).scenarios[0]).toMatchObject({
      executor: 'shared-iterations',
      vus: 2,
    });
    const kept = read({ duration: '5s' }, { commandLine: { vus: 2 } }).scenarios[0];
    expect(kept).toMatchObject({ executor: 'constant-vus', vus: 2, durationMs: 5_000 });
  });
});

it('has the defaults of k6', () => {
  const options = read({});
  expect(options).toMatchObject({
    setupTimeoutMs: 60_000,
    teardownTimeoutMs: 60_000,
    summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'],
    http: { maxRedirects: 10, batch: 20, batchPerHost: 6, userAgent: 'ua', throw: false },
    notices: [],
  });
  expect(options.scenarios[0]).toMatchObject({ gracefulStopMs: 30_000, startTimeMs: 0 });
});

it('tells of options that it does not know or does not need', () => {
  const { notices } = read({ cloud: { projectID: 1 }, vuss: 3, systemTags: ['status', 'ip'] });
  expect(notices.map(({ code, text }) => [code, text.split(' ').at(-1)])).toEqual([
    ['options-ignored', 'cloud'],
    ['options-unknown', 'vuss'],
    ['system-tags-absent', 'ip'],
  ]);
});

it('noThresholds leaves thresholds unread', () => {
  expect(read({ noThresholds: true, thresholds: { x: 'nonsense' } }).thresholds).toEqual([]);
});
