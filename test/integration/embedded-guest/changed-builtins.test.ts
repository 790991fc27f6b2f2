import { afterEach, describe, expect, it } from 'vitest';
import { aCall, type GuestBench, openBench } from '../../support/guest-bench.ts';
import { type Httpbin, startHttpbin } from '../../support/httpbin.ts';

const open: (GuestBench | Httpbin)[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** Breaks what everything is made of: a script may, and k6 itself is not made of it. */
const BREAKS_ALL = `
  const broken = (name) => function () { throw new Error(name + ' is broken'); };
  const change = (owner, label, names) => {
    for (const name of names) Object.defineProperty(owner, name, { value: broken(label + '.' + name), configurable: true, writable: true });
  };
  change(Array.prototype, 'Array', ['map', 'push', 'filter', 'some', 'join', 'includes', 'indexOf', 'slice', 'shift', 'flatMap', 'find', 'reduce', 'forEach']);
  change(String.prototype, 'String', ['split', 'slice', 'includes', 'indexOf', 'startsWith', 'replace', 'trim', 'toLowerCase', 'toUpperCase', 'charAt', 'padStart', 'matchAll']);
  change(Map.prototype, 'Map', ['get', 'set', 'has', 'delete', 'clear', 'keys', 'values', 'entries', 'forEach']);
  change(Set.prototype, 'Set', ['add', 'has', 'delete']);
  change(WeakMap.prototype, 'WeakMap', ['get', 'set', 'has']);
  change(RegExp.prototype, 'RegExp', ['test']);
  change(Promise.prototype, 'Promise', ['catch', 'finally']);
  // Node itself calls it for the promise of a module.
  const { then } = Promise.prototype;
  Promise.prototype.then = function (...handlers) { then.apply(this, handlers); };
  change(Promise, 'Promise', ['all', 'resolve', 'reject']);
  change(Date, 'Date', ['now']);
  change(Math, 'Math', ['random']);
  change(JSON, 'JSON', ['parse', 'stringify']);
  change(Reflect, 'Reflect', ['get', 'set', 'has', 'apply', 'ownKeys']);
  change(Array, 'Array', ['isArray', 'from']);
  change(globalThis, 'global', ['Map', 'Set', 'Promise', 'Date', 'String', 'Number', 'Uint8Array', 'encodeURIComponent']);
  Object.prototype.inherited = 'enumerable';
  change(Object, 'Object', ['keys', 'values', 'entries', 'fromEntries', 'assign', 'freeze', 'hasOwn', 'getOwnPropertyDescriptor', 'defineProperties', 'defineProperty']);
`;

const SCRIPT = `
  import http from 'k6/http';
  import { check, group, sleep } from 'k6';
  import { Counter, Trend } from 'k6/metrics';
  import { SharedArray } from 'k6/data';
  import { setTimeout } from 'k6/timers';
  import exec from 'k6/execution';
  const orders = new Counter('orders');
  const waited = new Trend('waited', true);
  const users = new SharedArray('users', () => [{ name: 'ada' }, { name: 'joe' }]);
  export const options = { vus: 1 };
  export default async function (data) {
    const tags = { name: 'login', kind: users[1].name };
    const posted = http.post(__ENV.BASE + '/post', { user: data.user, list: ['1', '2 3'] }, { tags, headers: { 'X-One': '1' } });
    check(posted, {
      'is 200': (r) => r.status === 200,
      'form arrived': (r) => r.json().data === 'user=ada&list=1&list=2+3',
      'path': (r) => r.json('headers.x-one') === '1',
      'header': (r) => r.headers['Content-Type'] === 'application/json',
    }, { step: 'login' });
    group('shop', () => group('cart', () => {
      const [page, other] = http.batch([['GET', __ENV.BASE + '/get'], { method: 'POST', url: __ENV.BASE + '/post', body: 'x' }]);
      check(page, { page: (r) => r.status === 200, other: () => other.json('data') === 'x' });
      orders.add(2, { size: 'small' });
    }));
    http.cookieJar().set(__ENV.BASE, 'token', 'abc');
    check(http.get(__ENV.BASE + '/cookies', { timeout: '10s' }), { cookie: (r) => r.json('cookies.token') === 'abc' });
    exec.vu.metrics.tags.part = 'late';
    const late = await http.asyncRequest('get', __ENV.BASE + '/redirect/1');
    await new Later((done) => setTimeout(done, 5));
    waited.add(late.timings.duration > 0 ? 1 : 0);
    sleep(0.001);
    console.log('seen', exec.scenario.name, { a: exec.vu.iterationInScenario });
    throw new Error('the end');
  }
`;

/** What an iteration leaves behind. */
async function traceOf(breaks: string, base: string) {
  // The Promise of the realm under a name that nothing changes.
  const first = `import http from 'k6/http'; export const Later = Promise; ${breaks}`;
  const script = SCRIPT.replace('import http', "import { Later } from './first.js';\n  import http");
  const bench = await openBench(script, { files: { 'first.js': first }, env: { BASE: base } });
  open.push(bench);
  const vu = await bench.vu();
  const { end } = await vu.call(aCall({ data: JSON.stringify({ user: 'ada' }) }));
  const samples = bench.samples.map(({ metric, tags, value }) => {
    const isTime = metric.startsWith('http_req_') || metric.endsWith('duration');
    return { metric, tags, value: isTime && metric !== 'http_req_failed' ? 'some time' : value };
  });
  const trace = { end, samples, logs: bench.logs, description: bench.description };
  return JSON.parse(JSON.stringify(trace).replaceAll(bench.folder, '')) as typeof trace;
}

describe('a script that changes built-in functions', () => {
  it('has the metrics, checks and log that it has without', async () => {
    const bin = await startHttpbin();
    open.push(bin);
    const usual = await traceOf('', bin.url);
    const changed = await traceOf(BREAKS_ALL, bin.url);
    expect(usual.end).toMatchObject({ kind: 'threw', message: 'the end' });
    expect(usual.samples.filter(({ metric }) => metric === 'checks').map(({ value }) => value)).toEqual(
      Array.from({ length: 7 }, () => 1),
    );
    expect(changed).toEqual(usual);
  });
});
