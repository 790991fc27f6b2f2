import type { ConformanceCase } from '../conformance-case.ts';

const UTILS =
  "import * as u from 'https://jslib.k6.io/k6-utils/1.4.0/index.js'; import exec from 'k6/execution'; import { Counter } from 'k6/metrics';";
const SUMMARY = "import { textSummary, jUnit } from 'https://jslib.k6.io/k6-summary/0.0.2/index.js';";
const DATA = `{ root_group: { name: '', path: '', id: '', groups: [], checks: [{ name: 'ok', path: '::ok', id: '1', passes: 2, fails: 1 }] }, options: { summaryTrendStats: ['avg'], summaryTimeUnit: '', noColor: false }, state: { isStdOutTTY: false, isStdErrTTY: false, testRunDurationMs: 1000 }, metrics: { http_req_duration: { type: 'trend', contains: 'time', values: { avg: 1.5 }, thresholds: { 'avg<1': { ok: false } } } } }`;

const utils = (name: string, body: string, more: Partial<ConformanceCase>): ConformanceCase => ({
  covers: [`jslib/k6-utils.${name}`],
  title: `k6-utils: ${name}`,
  init: UTILS,
  body,
  ...more,
});

/** What is built in of jslib.k6.io, and what is said of the rest. */
export const JSLIB_CASES: readonly ConformanceCase[] = [
  utils(
    'uuidv4',
    'return [u.uuidv4(), u.uuidv4(true)].every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id));',
    { returns: true },
  ),
  utils(
    'randomIntBetween',
    'const n = Array.from({ length: 500 }, () => u.randomIntBetween(2, 4)); return [Math.min(...n), Math.max(...n), n.every(Number.isInteger)];',
    { returns: [2, 4, true] },
  ),
  utils('randomItem', "return ['a', 'b'].includes(u.randomItem(['a', 'b']));", { returns: true }),
  utils(
    'randomString',
    "return [u.randomString(5).length, /^[a-z]{5}$/.test(u.randomString(5)), u.randomString(3, 'x')];",
    { returns: [5, true, 'xxx'] },
  ),
  utils(
    'findBetween',
    "return [u.findBetween('<b>x</b><b>y</b>', '<b>', '</b>'), u.findBetween('<b>x</b><b>y</b>', '<b>', '</b>', true), u.findBetween('x', '[', ']')];",
    { returns: ['x', ['x', 'y'], null] },
  ),
  utils(
    'parseDuration',
    "return [u.parseDuration('1d5h31m20s7ms'), u.parseDuration('30s'), u.parseDuration('15')];",
    { returns: [106280007, 30000, 15] },
  ),
  utils('parseDuration', "u.parseDuration('soon');", { throws: /duration/ }),
  utils(
    'normalDistributionStages',
    'const s = u.normalDistributionStages(10, 120); return [s.length, s[s.length - 1].target, Math.max(...s.map((x) => x.target)), s[0].duration];',
    {
      returns: [12, 0, 10, '10s'],
      differs: 'the targets of the stages need not be those of jslib to the last VU',
    },
  ),
  utils('getCurrentStageIndex', 'return u.getCurrentStageIndex();', { returns: 0 }),
  utils(
    'tagWithCurrentStageIndex',
    'u.tagWithCurrentStageIndex(); m.add(1); delete exec.vu.metrics.tags.stage;',
    { init: `${UTILS} const m = new Counter('staged');`, tags: { staged: { stage: '0' } } },
  ),
  utils(
    'tagWithCurrentStageProfile',
    'u.tagWithCurrentStageProfile(); m.add(1); delete exec.vu.metrics.tags.stage_profile;',
    { init: `${UTILS} const m = new Counter('profiled');`, tags: { profiled: { stage_profile: 'ramp-up' } } },
  ),
  utils(
    'check',
    'return [u.check(1, { a: (v) => v === 1 }), await u.check(1, { b: async (v) => v === 2 })];',
    { isAsync: true, returns: [true, false], samples: { checks: 2 } },
  ),
  {
    covers: ['jslib/k6-summary.textSummary'],
    title: 'k6-summary: textSummary',
    init: SUMMARY,
    body: `const t = textSummary(${DATA}, { indent: '  ', enableColors: false }); return [t.includes('http_req_duration'), t.includes('avg<1'), /1 of 3 failed/.test(t), t.split('\\n').every((l) => l === '' || l.startsWith('  '))];`,
    returns: [true, true, true, true],
    differs: 'has what k6 says at the end of a test, in the form of this engine',
  },
  {
    covers: ['jslib/k6-summary.jUnit'],
    title: 'k6-summary: jUnit',
    init: SUMMARY,
    body: `const x = jUnit(${DATA}, { name: 'n', classname: 'c' }); return [x.startsWith('<?xml version="1.0"?>'), /tests="2" failures="2"/.test(x), x.includes('avg&lt;1')];`,
    returns: [true, true, true],
    differs: 'checks are test cases beside the thresholds',
  },
  ...[
    'https://jslib.k6.io/httpx/0.1.0/index.js',
    'https://jslib.k6.io/k6chaijs/4.3.4.3/index.js',
    'https://unpkg.com/lodash',
    'http://a.test/x.js',
  ].map((url) => ({
    covers: ['jslib'],
    title: `${url} is refused, with what is built in`,
    init: `import x from '${url}';`,
    body: '',
    refuses: /fetches no code.*k6-utils.*k6-summary/,
  })),
  ...[
    'k6/browser',
    'k6/net/grpc',
    'k6/secrets',
    'k6/experimental/csv',
    'k6/experimental/fs',
    'k6/experimental/streams',
    'k6/experimental/redis',
    'k6/x/sql',
  ].map((name) => ({
    covers: [name],
    title: `${name} is refused by name`,
    init: `import x from '${name}';`,
    body: '',
    refuses: new RegExp(`${name.replaceAll('/', '\\/')}.*real k6`),
  })),
];
