import { createHash, createHmac } from 'node:crypto';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { aCall, type BenchOptions, type GuestBench, openBench } from '../../support/guest-bench.ts';

let bench: GuestBench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

async function open(source: string, options?: BenchOptions): Promise<GuestBench> {
  bench = await openBench(source, options);
  return bench;
}

/** The value of a default function's body, with every module at hand. */
async function resultOf(body: string, options?: BenchOptions): Promise<unknown> {
  const opened = await open(
    `
    import { check, group, sleep, fail, randomSeed } from 'k6';
    import exec from 'k6/execution';
    import encoding from 'k6/encoding';
    import crypto from 'k6/crypto';
    import { setTimeout as later } from 'k6/timers';
    export default function (data) { ${body} }`,
    options,
  );
  const { end } = await opened.iterate();
  return end.kind === 'returned' ? JSON.parse(end.value ?? 'null') : end;
}

describe('k6', () => {
  it('records a check per condition, also of one that throws', async () => {
    const value = await resultOf(`
      const ok = check(3, { three: (v) => v === 3, four: (v) => v === 4, literal: 1 }, { part: 'a' });
      try { check(1, { boom: () => { throw new Error('x'); } }); } catch (e) { return [ok, e.message]; }`);
    expect(value).toEqual([false, 'x']);
    expect(bench?.samples.map(({ metric, value: v, tags }) => [metric, v, tags.check, tags.part])).toEqual([
      ['checks', 1, 'three', 'a'],
      ['checks', 0, 'four', 'a'],
      ['checks', 1, 'literal', 'a'],
      ['checks', 0, 'boom', undefined],
    ]);
  });

  it('nests groups and gives their durations, also when they throw', async () => {
    await resultOf(`
      group('a', () => { group('b', () => sleep(0.02)); });
      try { group('c', () => fail('no')); } catch (e) { return e.message; }`);
    const groups = bench?.samples.map(({ metric, tags }) => [metric, tags.group]);
    expect(groups).toEqual([
      ['group_duration', '::a::b'],
      ['group_duration', '::a'],
      ['group_duration', '::c'],
    ]);
    expect(bench?.values('group_duration')[0]).toBeGreaterThan(19);
  });

  it('refuses "::" in a group name', async () => {
    expect(await resultOf(`group('a::b', () => 1);`)).toMatchObject({ kind: 'threw' });
  });

  it('repeats random numbers from a seed', async () => {
    expect(
      await resultOf(`
      const draw = () => { randomSeed(7); return [Math.random(), Math.random()]; };
      const [a, b] = [draw(), draw()];
      return a[0] === b[0] && a[1] === b[1] && a[0] !== a[1] && a[0] >= 0 && a[0] < 1;`),
    ).toBe(true);
  });
});

describe('k6/metrics', () => {
  it('declares metrics and takes values with tags', async () => {
    const opened = await open(`
      import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
      const c = new Counter('my_c'), g = new Gauge('my_g'), r = new Rate('my_r'), t = new Trend('my_t', true);
      new Trend('my_t', true);
      export default function () {
        c.add(2, { a: 'b' }); g.add(3.5); r.add(true); r.add(0); t.add('12'); t.add('twelve'); return [t.name, t instanceof Trend];
      }`);
    expect(opened.description.metrics).toEqual(
      expect.arrayContaining([
        { name: 'my_c', type: 'counter', contains: 'default' },
        { name: 'my_g', type: 'gauge', contains: 'default' },
        { name: 'my_r', type: 'rate', contains: 'default' },
        { name: 'my_t', type: 'trend', contains: 'time' },
      ]),
    );
    expect((await opened.iterate()).end).toEqual({ kind: 'returned', value: '["my_t",true]' });
    expect(opened.samples.map(({ metric, value }) => [metric, value])).toEqual([
      ['my_c', 2],
      ['my_g', 3.5],
      ['my_r', 1],
      ['my_r', 0],
      ['my_t', 12],
    ]);
    expect(opened.samples[0]?.tags).toEqual({ scenario: 'default', group: '', a: 'b' });
    expect(opened.logs).toEqual([expect.stringContaining('twelve')]);
  });

  it('refuses one name for two types', async () => {
    const source = `import { Rate, Trend } from 'k6/metrics'; new Rate('twice'); new Trend('twice');`;
    await expect(open(source)).rejects.toMatchObject({
      message: expect.stringContaining('already declared as a rate'),
    });
  });
});

describe('k6/execution', () => {
  it('shows the VU, the scenario, the instance and the options', async () => {
    const value = await resultOf(
      `return [exec.vu.idInTest, exec.vu.iterationInScenario, exec.scenario.name, exec.scenario.executor, exec.scenario.startTime,
        exec.scenario.progress, exec.scenario.iterationInTest, exec.instance.vusActive, exec.instance.iterationsCompleted,
        exec.instance.currentTestRunDuration, exec.test.options.vus, Object.isFrozen(exec.test.options)];`,
      { options: { vus: 9 } },
    );
    expect(value).toEqual([
      1,
      0,
      'default',
      'per-vu-iterations',
      1_700_000_000_000,
      0.5,
      0,
      3,
      5,
      7,
      9,
      true,
    ]);
  });

  it('keeps tags while the VU stays in a scenario', async () => {
    const opened = await open(`
      import exec from 'k6/execution'; import { check } from 'k6';
      export default function () { const had = exec.vu.metrics.tags.mine; exec.vu.metrics.tags.mine = 'x'; exec.vu.metrics.metadata.trace = '1'; check(1, { a: true }); return had ?? null; }`);
    expect(await opened.iterate()).toMatchObject({
      end: { value: 'null' },
      tags: { mine: 'x', scenario: 'default' },
    });
    expect((await opened.iterate()).end).toMatchObject({ value: '"x"' });
    const elsewhere = { name: 'other', executor: 'constant-vus', startTimeMs: 0 };
    expect((await opened.iterate({ scenario: elsewhere })).end).toMatchObject({ value: 'null' });
    expect(opened.samples[0]).toMatchObject({ tags: { mine: 'x', check: 'a' }, metadata: { trace: '1' } });
  });

  it('aborts, whatever the script catches', async () => {
    const opened = await open(`
      import exec from 'k6/execution'; import http from 'k6/http';
      export default function () { try { exec.test.abort('enough'); } catch (e) {} http.get('http://127.0.0.1:1'); return 1; }`);
    expect((await opened.iterate()).end).toEqual({ kind: 'aborted', message: 'enough' });
    expect(opened.samples).toEqual([]);
  });

  it('marks the test as failed and goes on', async () => {
    expect(await resultOf(`exec.test.fail('bad'); return 1;`)).toBe(1);
    expect(bench?.failures).toEqual(['bad']);
  });
});

describe('k6/data', () => {
  it('builds a SharedArray once for all VUs, frozen and complete', async () => {
    const opened = await open(`
      import { SharedArray } from 'k6/data';
      const users = new SharedArray('users', () => { console.log('built'); return [{ n: 1, deep: { ä: 'ö' } }, { n: 2 }, null]; });
      export default function () {
        const tries = [() => { users[0] = 1; }, () => users.push(1), () => { 'use strict'; users[0].n = 9; }];
        const refused = tries.map((f) => { try { f(); return false; } catch (e) { return e instanceof TypeError; } });
        return [users.length, users[0].deep['ä'], users[2], users[3] === undefined, users.map((u) => u && u.n), [...users].length,
          Array.isArray(users), users.find((u) => u && u.n === 2).n, JSON.stringify(users).length, refused, users.slice(1, 2), Object.keys(users)];
      }`);
    const json = JSON.stringify([{ n: 1, deep: { ä: 'ö' } }, { n: 2 }, null]);
    expect((await opened.iterate()).end).toEqual({
      kind: 'returned',
      value: JSON.stringify([
        3,
        'ö',
        null,
        true,
        [1, 2, null],
        3,
        true,
        2,
        json.length,
        [true, true, true],
        [{ n: 2 }],
        ['0', '1', '2'],
      ]),
    });
    await opened.vu(2);
    expect(opened.logs).toEqual(['info built']);
  });

  it.each([
    ['no name', `new SharedArray('', () => [])`],
    ['no function', `new SharedArray('a', [])`],
    ['no array', `new SharedArray('a', () => ({}))`],
  ])('refuses %s', async (_, code) => {
    await expect(open(`import { SharedArray } from 'k6/data'; ${code};`)).rejects.toMatchObject({
      code: 'SCRIPT_INVALID',
    });
  });
});

describe('k6/encoding and k6/crypto', () => {
  it('encodes and decodes base64 in four variants', async () => {
    const bytes = 'ä?>~subjects';
    expect(
      await resultOf(`
      const t = ${JSON.stringify(bytes)};
      return ['std', 'rawstd', 'url', 'rawurl'].map((v) => encoding.b64encode(t, v))
        .concat(encoding.b64decode(encoding.b64encode(t, 'url'), 'url', 's'), encoding.b64decode('AQI=') instanceof ArrayBuffer);`),
    ).toEqual([
      Buffer.from(bytes).toString('base64'),
      Buffer.from(bytes).toString('base64').replace(/=+$/, ''),
      Buffer.from(bytes).toString('base64').replace(/\+/g, '-').replace(/\//g, '_'),
      Buffer.from(bytes).toString('base64url'),
      bytes,
      true,
    ]);
  });

  it.each(['md5', 'sha1', 'sha256', 'sha384', 'sha512'])('hashes with %s', async (algorithm) => {
    const expected = createHash(algorithm).update('hello').digest('hex');
    expect(
      await resultOf(`
      const h = crypto.createHash('${algorithm}'); h.update('hel'); h.update('lo');
      return [crypto.${algorithm}('hello', 'hex'), h.digest('hex')];`),
    ).toEqual([expected, expected]);
  });

  it('signs with HMAC and makes random bytes', async () => {
    const mac = createHmac('sha256', 'key').update('data');
    expect(
      await resultOf(`
      const m = crypto.createHMAC('sha256', 'key'); m.update('data');
      return [crypto.hmac('sha256', 'key', 'data', 'base64'), m.digest('base64'), crypto.randomBytes(8).byteLength,
        crypto.hexEncode('AB'), crypto.sha1('x', 'binary') instanceof ArrayBuffer];`),
    ).toEqual([...Array(2).fill(mac.digest('base64')), 8, '4142', true]);
  });

  it.each([
    `crypto.sha1('x', 'octal')`,
    `crypto.createHash('crc')`,
    `crypto.randomBytes(0)`,
    `encoding.b64decode('*')`,
  ])('refuses %s', async (code) => {
    expect(await resultOf(`${code}.update?.('x'); return 1;`)).toMatchObject({ kind: 'threw' });
  });
});

describe('timers, console and web globals', () => {
  it('runs timers in order, lets them be cleared, and waits for them', async () => {
    expect(
      await resultOf(`
      const seen = []; const t = Date.now();
      setTimeout((x) => seen.push(x), 30, 'late'); later(() => seen.push('soon'), 5);
      clearTimeout(setTimeout(() => seen.push('never'), 1));
      const i = setInterval(() => { seen.push('i'); if (seen.filter((x) => x === 'i').length === 2) clearInterval(i); }, 8);
      return new Promise((r) => setTimeout(() => r(seen), 60));`),
    ).toEqual(expect.arrayContaining(['soon', 'i', 'late']));
  });

  it('logs like k6', async () => {
    await resultOf(
      `console.log('a', { b: [1] }, null); console.error(new Error('x')); console.warn(1); console.debug(true);`,
    );
    expect(bench?.logs).toEqual(['info a {"b":[1]} null', 'error Error: x', 'warn 1', 'debug true']);
  });

  it('has TextEncoder, TextDecoder and crypto', async () => {
    expect(
      await resultOf(`
      const bytes = new TextEncoder().encode('ä');
      const random = globalThis.crypto.getRandomValues(new Uint8Array(4));
      return [[...bytes], new TextDecoder().decode(bytes), bytes instanceof Uint8Array, random.length,
        /^[0-9a-f-]{36}$/.test(globalThis.crypto.randomUUID())];`),
    ).toEqual([[195, 164], 'ä', true, 4, true]);
  });
});

describe('the life of a script', () => {
  it('gives setup data to each VU once, and takes what handleSummary returns', async () => {
    const opened = await open(
      `
      export function setup() { return { n: 1 }; }
      export default function (data) { data.n += 1; return [data.n, __VU, __ITER, __ENV.A]; }
      export function handleSummary(data) { return { 'a.txt': 'x', 'b.bin': new Uint8Array([1, 2]).buffer, n: data.n }; }`,
      { env: { A: '1' } },
    );
    expect(opened.description.exportedFunctions).toEqual(['default', 'handleSummary', 'setup']);
    const zero = await opened.vu(0);
    const setup = await zero.call(aCall({ exec: 'setup', group: '::setup', scenario: null, tags: {} }));
    expect(setup).toMatchObject({ end: { value: '{"n":1}' }, tags: { group: '::setup' } });
    const call = { data: '{"n":1}' };
    expect((await opened.iterate(call)).end).toMatchObject({ value: '[2,1,0,"1"]' });
    expect((await opened.iterate({ ...call, iteration: 1, env: { A: '2' } })).end).toMatchObject({
      value: '[3,1,1,"2"]',
    });
    expect((await opened.iterate({ ...call, iteration: 2 })).end).toMatchObject({ value: '[4,1,2,"1"]' });
    const summary = await zero.call(aCall({ exec: 'handleSummary', data: '{"n":5}', scenario: null }));
    expect(summary.end).toMatchObject({ value: '{"a.txt":"x","b.bin":{"$bytes":"AQI="},"n":5}' });
  });

  it('loads ES modules, TypeScript, CommonJS and files, each relative to who asks', async () => {
    const opened = await open(
      `import { twice, type Num } from './lib/twice.ts';
      import legacy, { half } from './lib/legacy.cjs.js';
      const tag: Num = 4;
      enum Kind { A = 7 }
      const here: string = open('./lib/data.txt');
      const bytes = open('lib/data.txt', 'b');
      export const options = { tags: { here } };
      export default (): unknown => [twice(tag), half(tag), legacy.half === half, Kind.A, bytes instanceof ArrayBuffer, bytes.byteLength];`,
      {
        scriptName: 'main.ts',
        files: {
          'lib/twice.ts': `import { SHIFT } from './shift.js';\nexport type Num = number;\nexport const twice = (n: Num): Num => n << SHIFT;`,
          'lib/shift.js': `export const SHIFT = Number(open('one.txt'));`,
          'lib/legacy.cjs.js': `const { sleep } = require('k6'); const other = require('./other.js'); exports.half = (n) => n / other.by;`,
          'lib/other.js': `module.exports = { by: 2 };`,
          'lib/one.txt': '1',
          'lib/data.txt': 'data ä',
        },
      },
    );
    expect((await opened.iterate()).end).toEqual({ kind: 'returned', value: '[8,2,true,7,true,7]' });
    expect(opened.description.options).toEqual({ tags: { here: 'data ä' } });
    expect(opened.description.files.map((file) => path.relative(opened.folder, file)).sort()).toEqual([
      'lib/data.txt',
      'lib/legacy.cjs.js',
      'lib/one.txt',
      'lib/other.js',
      'lib/shift.js',
      'lib/twice.ts',
      'main.ts',
    ]);
  });

  it('loads modules that import each other, each once', async () => {
    const opened = await open(
      `import { a } from './a.js'; import { b } from './b.js'; export default () => [a(), b(), globalThis.loads];`,
      {
        files: {
          'a.js': `import { b } from './b.js'; globalThis.loads = (globalThis.loads ?? 0) + 1; export const a = () => 'a' + b(1);`,
          'b.js': `import { a } from './a.js'; export const b = (stop) => (stop ? 'b' : a());`,
        },
      },
    );
    expect((await opened.iterate()).end).toEqual({ kind: 'returned', value: '["ab","ab",1]' });
  });

  it('runs a CommonJS script', async () => {
    const opened = await open(`
      const http = require('k6/http');
      module.exports.options = { vus: 3 };
      module.exports.default = function () { return typeof http.get; };`);
    expect(opened.description).toMatchObject({ options: { vus: 3 }, exportedFunctions: ['default'] });
    expect((await opened.iterate()).end).toEqual({ kind: 'returned', value: '"function"' });
  });

  it('opens in a VU only what the first evaluation opened', async () => {
    const { vu } = await open(`open(__VU === 0 ? 'a.txt' : 'b.txt'); export default () => 1;`, {
      files: { 'a.txt': 'a', 'b.txt': 'b' },
    });
    await expect(vu(1)).rejects.toMatchObject({ message: expect.stringContaining('b.txt') });
  });

  it('gives line numbers of TypeScript as written', async () => {
    const opened = await open(
      'interface A {\n  b: number;\n}\nexport default function (): void {\n  throw new Error("here");\n}',
      {
        scriptName: 'typed.ts',
      },
    );
    expect((await opened.iterate()).end).toMatchObject({ stack: expect.stringMatching(/typed\.ts:5:\d+/) });
  });
});
