import type { WholeTest } from '../whole-test.ts';

const NOTHING = 'export default function () {}';

/** Life cycle, options and executors. */
export const WHOLE_TESTS: readonly WholeTest[] = [
  {
    covers: ['export default', 'export const options', 'options.vus', 'options.iterations', '__VU', '__ITER'],
    title: 'VUs share iterations; each counts its own from 0',
    script: `import { sleep } from 'k6'; import { Counter } from 'k6/metrics'; const firsts = new Counter('firsts'); const vus = new Counter('vu_sum');
      export const options = { vus: 2, iterations: 6 };
      export default function () { if (__ITER === 0) { firsts.add(1); vus.add(__VU); } sleep(0.05); }`,
    values: [
      ['iterations', 'count', 6],
      ['firsts', 'count', 2],
      ['vu_sum', 'count', 3],
    ],
  },
  {
    covers: ['options.duration', 'executor.constant-vus', 'k6.sleep'],
    title: 'a duration is a constant number of VUs that loop',
    script: `import { sleep } from 'k6'; export const options = { vus: 1, duration: '1s' }; export default function () { sleep(0.3); }`,
    values: [
      ['iterations', 'count', 1, 4],
      ['iteration_duration', 'min', 300, 5_000],
    ],
  },
  {
    covers: ['options.stages', 'executor.ramping-vus', 'gracefulRampDown'],
    title: 'stages are a ramp of VUs',
    script: `import { sleep } from 'k6'; export const options = { stages: [{ duration: '0.3s', target: 2 }, { duration: '0.3s', target: 0 }] };
      export default function () { sleep(0.05); }`,
    values: [['iterations', 'count', 1, 24]],
  },
  {
    covers: [
      'options.scenarios',
      'scenario.exec',
      'scenario.startTime',
      'scenario.env',
      'scenario.tags',
      '__ENV',
    ],
    title: 'scenarios have functions, start times, variables and tags of their own',
    script: `import { Counter } from 'k6/metrics'; const seen = new Counter('seen');
      export const options = { scenarios: {
        a: { executor: 'shared-iterations', exec: 'one', env: { OWN: 'x' }, tags: { kind: 'a' } },
        b: { executor: 'shared-iterations', exec: 'two', startTime: '0.2s' } },
        thresholds: { 'seen{kind:a}': ['count==1'], 'seen{scenario:b}': ['count==10'] } };
      export function one() { if (__ENV.OWN === 'x' && __ENV.GIVEN === 'yes') seen.add(1); }
      export function two() { if (__ENV.OWN === undefined) seen.add(10); }`,
    values: [['seen', 'count', 11]],
  },
  {
    covers: [
      'executor.per-vu-iterations',
      'executor.shared-iterations',
      'executor.constant-arrival-rate',
      'executor.ramping-arrival-rate',
      'k6/execution',
    ],
    title: 'iterations and arrivals are as many as asked for',
    script: `import exec from 'k6/execution'; import { Counter } from 'k6/metrics'; const made = new Counter('made');
      const rate = { timeUnit: '1s', preAllocatedVUs: 5, maxVUs: 5 };
      export const options = { scenarios: {
        each: { executor: 'per-vu-iterations', vus: 2, iterations: 3 },
        shared: { executor: 'shared-iterations', vus: 2, iterations: 5 },
        fixed: { executor: 'constant-arrival-rate', rate: 10, duration: '1s', ...rate },
        rising: { executor: 'ramping-arrival-rate', startRate: 10, stages: [{ duration: '1s', target: 10 }], ...rate } } };
      export default function () { made.add({ each: 1, shared: 100, fixed: 0, rising: 0 }[exec.scenario.name]); }`,
    // On a busy machine some find no VU idle; the tenth of a flat ramp is due at its very end, where it may or may not start.
    values: [
      ['made', 'count', 506],
      ['iterations+dropped_iterations', 'count', 30, 31],
    ],
  },
  {
    covers: [
      'options.thresholds',
      'thresholds on tags',
      'k6/metrics.Rate',
      'k6/metrics.Gauge',
      'k6/metrics.Trend',
    ],
    title: 'a threshold that is crossed is exit code 99',
    script: `import { check } from 'k6'; import { Gauge, Rate, Trend } from 'k6/metrics';
      const rate = new Rate('own_rate'), gauge = new Gauge('own_gauge'), trend = new Trend('own_trend');
      export const options = { iterations: 2, thresholds: { own_rate: ['rate>=0.5'], own_gauge: ['value<5'], own_trend: ['p(95)<=20', 'max==20'], 'checks{part:a}': ['rate==1'], checks: ['rate==1'] } };
      export default function () { rate.add(__ITER === 0); gauge.add(__ITER); trend.add(10 * (__ITER + 1)); check(1, { x: true }, { part: 'a' }); check(1, { x: false }, { part: 'b' }); }`,
    exitCode: 99,
    values: [
      ['own_rate', 'rate', 0.5],
      ['own_trend', 'max', 20],
      ['checks', 'rate', 0.5],
      ['checks{part:a}', 'rate', 1],
    ],
    says: [/thresholds were crossed/],
  },
  {
    covers: ['abortOnFail'],
    title: 'a threshold can end the test',
    script: `import { sleep } from 'k6'; export const options = { vus: 1, duration: '60s', thresholds: { iterations: [{ threshold: 'count<1', abortOnFail: true }] } };
      export default function () { sleep(0.1); }`,
    exitCode: 99,
    values: [['iterations', 'count', 1, 300]],
  },
  {
    covers: ['gracefulStop'],
    title: 'what still runs after the graceful stop is cut off',
    script: `import { sleep } from 'k6'; export const options = { scenarios: { s: { executor: 'constant-vus', vus: 1, duration: '1s', gracefulStop: '0s' } } };
      export default function () { sleep(30); }`,
    values: [['iterations', 'count', 0]],
  },
  {
    covers: ['setup()', 'teardown()', 'handleSummary()', 'options.summaryTrendStats', 'console'],
    title: 'data goes from setup to iterations and teardown, and the summary to handleSummary',
    script: `export const options = { iterations: 1, summaryTrendStats: ['avg', 'p(99)', 'count'] };
      export const setup = () => ({ list: [1, { b: 'é' }] });
      export default function (data) { data.list.push(2); console.log('given', JSON.stringify(data)); }
      export function teardown(data) { console.log('kept', JSON.stringify(data)); }
      export function handleSummary(data) { return { stdout: 'trend ' + Object.keys(data.metrics.iteration_duration.values).sort().join() }; }`,
    says: [
      /given \{"list":\[1,\{"b":"é"\},2\]\}/,
      /kept \{"list":\[1,\{"b":"é"\}\]\}/,
      /trend avg,count,p\(99\)/,
    ],
  },
  {
    covers: ['setup()'],
    title: 'setup gives what JSON makes of its data',
    script: `export const options = { iterations: 1 }; export const setup = () => ({ view: new Uint8Array([7, 8]), buffer: new Uint8Array(2).buffer, at: new Date(0), none: undefined });
      export default function (data) { console.log('given', JSON.stringify(data)); }`,
    says: [/given \{"view":\{"0":7,"1":8\},"buffer":\{\},"at":"1970-01-01T00:00:00\.000Z"\}/],
  },
  {
    covers: [],
    title: 'nothing but a default function runs once',
    script: NOTHING,
    values: [['iterations', 'count', 1]],
  },
];
