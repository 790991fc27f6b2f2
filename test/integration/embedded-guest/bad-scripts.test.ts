import { afterEach, describe, expect, it } from 'vitest';
import { aCall, type BenchOptions, type GuestBench, openBench } from '../../support/guest-bench.ts';
import { BACKEND } from '../../support/test-backend.ts';

let bench: GuestBench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

async function open(source: string, options?: BenchOptions): Promise<GuestBench> {
  bench = await openBench(source, options);
  return bench;
}

const NOTHING = 'export default function () {}';

describe('loading a bad script', () => {
  it('says where the file was looked for', async () => {
    const { backend } = await open(NOTHING);
    await expect(backend.load('/no/such/script.js', {})).rejects.toMatchObject({
      code: 'SCRIPT_NOT_FOUND',
      message: expect.stringContaining('/no/such/script.js'),
    });
  });

  it.each([
    ['a stray token', 'export default function () {\n  let a = = 1;\n}', /script\.js:2:11: SyntaxError/],
    ['an unclosed block', `${NOTHING}\nfunction f() {\n`, /script\.js:3/],
    [
      'a duplicate binding',
      'const a = 1;\nconst a = 2;\nexport default () => a;',
      /script\.js:2:7: SyntaxError.*(identifier|'a')/,
    ],
    ['a throw', '\nthrow new TypeError("no luck");\n', /script\.js:2:\d+: TypeError: no luck/],
    ['an unknown name', 'export const options = { vus: nope };', /script\.js:1:31: ReferenceError: nope/],
    ['a missing export', 'import { nope } from "k6";', /script\.js:1:10: SyntaxError: .*nope/],
    ['a missing module', 'import "./nope.js";', /"\.\/nope\.js" imported by .*script\.js/],
    [
      'a mistyped module of k6',
      '\nimport http from "k6/htttp";',
      /script\.js:2:18: k6 has no module "k6\/htttp"; did you mean "k6\/http"\?/,
    ],
    ['a missing file', 'open("data.json");', /script\.js:1:1: .*open\("data\.json"\)/],
    [
      'a request',
      'import http from "k6/http"; http.get("http://127.0.0.1:1");',
      /script\.js:1:\d+: .*init context/,
    ],
    ['a check', 'import { check } from "k6"; check(1, {});', /init context/],
    ['a metric value', 'import { Trend } from "k6/metrics"; new Trend("ok").add(1);', /init context/],
    ['a bad metric name', 'import { Trend } from "k6/metrics"; new Trend("a b");', /"a b"/],
    ['exec.vu', 'import exec from "k6/execution"; exec.vu.idInTest;', /init context/],
  ])('names the place of %s', async (_, source, message) => {
    await expect(open(source)).rejects.toMatchObject({
      code: 'SCRIPT_INVALID',
      message: expect.stringMatching(message),
    });
  });

  it('finds the mistake in the module that has it', async () => {
    const files = { 'lib/deep.ts': 'export const a: number = 1;\nexport const b: string = ;\n' };
    await expect(
      open('import { a } from "./lib/deep.ts"; export default () => a;', { files }),
    ).rejects.toMatchObject({
      code: 'SCRIPT_INVALID',
      message: expect.stringMatching(/lib\/deep\.ts:2:\d+: SyntaxError/),
    });
  });

  it.each([
    'k6/net/grpc',
    'k6/browser',
    'k6/x/sql',
    'k6/experimental/redis',
    'k6/nope',
    'https://jslib.k6.io/httpx/0.1.0/index.js',
    'lodash',
  ])('refuses the module %s by name', async (name) => {
    await expect(open(`import x from "${name}";\n${NOTHING}`)).rejects.toMatchObject({
      code: 'SCRIPT_UNSUPPORTED',
      fault: 'user',
      message: expect.stringContaining(name),
    });
  });

  it('gives up on init code that never ends', async () => {
    await expect(open('for (;;);', { initTimeoutMs: 500 })).rejects.toMatchObject({
      code: 'SCRIPT_INVALID',
      message: expect.stringContaining('0.5 s'),
    });
  });

  it.each([
    ['a promise that never settles', 'await new Promise(() => {});'],
    ['a timer', 'await new Promise((done) => setTimeout(done, 1));'],
    ['what an imported module waits for', 'const { a } = await import("./slow.js"); export const b = a;'],
  ])('sees at once that init code waits for ever for %s', async (_, source) => {
    const started = performance.now();
    const files = { 'slow.js': 'export const a = await new Promise(() => {});' };
    await expect(open(`${source}\n${NOTHING}`, { files })).rejects.toMatchObject({
      code: 'SCRIPT_INVALID',
      message: expect.stringContaining('never settles'),
    });
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('waits for all promise jobs of init code', async () => {
    const source = `
      const later = async (n) => { for (let i = 0; i < n; i += 1) await null; return n; };
      const { a } = await import('./a.js');
      const sum = a + await later(500);
      export default () => sum;`;
    const { iterate } = await open(source, { files: { 'a.js': 'await null; export const a = await 1;' } });
    expect((await iterate()).end).toEqual({ kind: 'returned', value: '501' });
  });

  it('leaves no VU behind that was on its way when the backend was closed', async () => {
    const { vu, backend } = await open(`if (__VU > 0) for (;;);\n${NOTHING}`);
    const coming = Promise.allSettled(Array.from({ length: 8 }, (_, index) => vu(index + 1)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await backend.dispose();
    expect((await coming).map(({ status }) => status)).toEqual(new Array(8).fill('rejected'));
  });

  it('rejects a VU whose own init code throws', async () => {
    const { vu } = await open(`if (__VU === 2) throw new Error("not me");\n${NOTHING}`);
    await expect(vu(1)).resolves.toMatchObject({ id: 1 });
    await expect(vu(2)).rejects.toMatchObject({
      code: 'SCRIPT_INVALID',
      message: expect.stringContaining('not me'),
    });
  });
});

describe('a bad iteration', () => {
  it('interrupts an endless loop and goes on, in a fresh realm where the thread was lost', async () => {
    const { vu } = await open(
      'let n = 0; export default function () { n += 1; if (__ITER === 0) for (;;); return n; }',
    );
    const one = await vu();
    const running = one.call(aCall());
    setTimeout(() => one.interrupt(), 50);
    const { end, durationMs } = await running;
    expect(end).toEqual({ kind: 'interrupted' });
    expect(durationMs).toBeLessThan(20_000);
    const value = BACKEND === 'worker' ? '1' : '2';
    expect((await one.call(aCall({ iteration: 1 }))).end).toEqual({ kind: 'returned', value });
  });

  it('interrupts a sleep without losing the thread, and drops what comes after', async () => {
    const { vu, samples } = await open(`
      import { check, sleep } from 'k6';
      let n = 0;
      export default function () {
        n += 1;
        if (n > 1) return n;
        try { sleep(30); } catch (e) { check(1, { after: true }); }
      }`);
    const one = await vu();
    const running = one.call(aCall());
    setTimeout(() => one.interrupt(), 50);
    expect((await running).end).toEqual({ kind: 'interrupted' });
    expect(samples).toEqual([]);
    expect((await one.call(aCall({ iteration: 1 }))).end).toEqual({ kind: 'returned', value: '2' });
  });

  it('interrupts a script that swallows everything', async () => {
    const { vu } = await open(`
      import { sleep } from 'k6';
      export default function () { for (;;) { try { sleep(1); } catch (e) {} } }`);
    const one = await vu();
    const running = one.call(aCall());
    setTimeout(() => one.interrupt(), 50);
    expect((await running).end).toEqual({ kind: 'interrupted' });
  });

  it('interrupts a call that still waits for its fresh thread', async () => {
    const { vu } = await open('export default function () { for (;;); }');
    const one = await vu();
    for (const _ of [1, 2]) {
      const running = one.call(aCall());
      one.interrupt();
      expect((await running).end).toEqual({ kind: 'interrupted' });
    }
  });

  it('interrupts a wait for a timer', async () => {
    const { vu } = await open('export default () => new Promise((r) => setTimeout(r, 60000));');
    const one = await vu();
    const running = one.call(aCall());
    setTimeout(() => one.interrupt(), 50);
    expect((await running).end).toEqual({ kind: 'interrupted' });
  });

  it('lets a VU that runs out of memory die alone', async () => {
    const { vu } = await open(
      `export default function () {
        if (__VU === 2) return 'alive';
        const hoard = []; for (;;) hoard.push(new Array(10000).fill(hoard.length));
      }`,
      { heapMb: 32 },
    );
    const [greedy, modest] = [await vu(1), await vu(2)];
    expect((await greedy.call(aCall())).end).toMatchObject({
      kind: 'died',
      message: expect.stringMatching(/memory/),
    });
    expect((await modest.call(aCall())).end).toEqual({ kind: 'returned', value: '"alive"' });
  });

  it("reports a throw with the script's own frames", async () => {
    const { iterate } = await open('\nexport default function deep() {\n  null.x;\n}');
    const { end } = await iterate();
    expect(end).toMatchObject({ kind: 'threw', message: expect.stringMatching(/^TypeError: .*null/) });
    expect(end).toHaveProperty('stack', expect.stringMatching(/^\s+at .*script\.js:3:\d+\)?$/));
  });

  it.each([
    ['a stack overflow', 'function f() { return 1 + f(); } export default f;', /RangeError/],
    [
      'a stack overflow inside the host',
      'import crypto from "k6/crypto"; export default function f() { crypto.randomBytes(1); return 1 + f(); }',
      /RangeError/,
    ],
    ['a rejected promise', 'export default async () => { throw new Error("late"); };', /^late$/],
    [
      'a rejection that nobody handles',
      'export default () => { Promise.reject(new Error("lost")); };',
      /^lost$/,
    ],
    [
      'a throw in a timer',
      'export default () => { setTimeout(() => { throw new Error("tick"); }, 1); };',
      /^tick$/,
    ],
    ['a thrown string', 'export default () => { throw "text"; };', /^text$/],
    ['a missing function', 'export const options = {};', /exports no function "default"/],
    ['open()', 'export default () => { open("x"); };', /init context/],
    [
      'a new metric',
      'import { Trend } from "k6/metrics"; export default () => { new Trend("late"); };',
      /init context/,
    ],
    [
      'an async group',
      'import { group } from "k6"; export default () => { group("g", async () => 1); };',
      /async/,
    ],
  ])('reports %s', async (_, source, message) => {
    const { iterate } = await open(source);
    expect((await iterate()).end).toMatchObject({ kind: 'threw', message: expect.stringMatching(message) });
    expect((await iterate()).end.kind).toBe('threw');
  });

  it('does not wait for a promise that can never settle', async () => {
    const { iterate } = await open('export default () => new Promise(() => {});');
    expect((await iterate()).end).toEqual({ kind: 'returned', value: null });
  });
});

describe('the realm of a script', () => {
  it('has no way to Node through the objects that it is given', async () => {
    const { iterate } = await open(`
      import http from 'k6/http'; import { sleep } from 'k6'; import crypto from 'k6/crypto';
      const reach = (x) => { try { return x.constructor.constructor('return typeof process')(); } catch (e) { return 'threw'; } };
      export default function () {
        const caught = []; for (const f of [() => open('x'), () => http.get({}), () => crypto.createHash('no'), () => sleep()]) {
          try { f(); } catch (e) { caught.push(e); }
        }
        const things = [http.get, sleep, console.log, setTimeout, __ENV, crypto.randomBytes(3), new TextEncoder().encode('x'),
          http.get('http://127.0.0.1:1'), ...caught];
        return [...new Set(things.map(reach))].join();
      }`);
    expect((await iterate()).end).toEqual({ kind: 'returned', value: '"undefined"' });
  });
});
