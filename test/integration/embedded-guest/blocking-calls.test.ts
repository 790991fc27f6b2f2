// biome-ignore-all lint/suspicious/noTemplateCurlyInString: scripts inside strings have template literals of their own
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GuestBench, openBench } from '../../support/guest-bench.ts';
import { type Httpbin, startHttpbin } from '../../support/httpbin.ts';

/** Blocking requests in places where a runtime that rewrites code, or knows only async functions, would fail. */
const CASES: Readonly<Record<string, string>> = {
  'a nested closure': 'const make = (k) => () => () => b(k); return make(3)()() === 3;',
  'array callbacks':
    'return [1, 2, 3, 4].map((x) => b(x)).filter((x) => b(x) % 2 === 0).reduce((a, x) => a + b(x), 0) === 6;',
  'a sort comparator': 'return [3, 1, 2].sort((x, y) => b(x) - b(y)).join() === "1,2,3";',
  'Array.from': 'return Array.from({ length: 3 }, (_, i) => b(i)).join() === "0,1,2";',
  'a replace callback': 'return "a-b".replace(/[ab]/g, (m) => b(m) + "!") === "a!-b!";',
  'a JSON reviver': 'return JSON.parse(\'{"a":1}\', (k, v) => (k ? b(v) + 1 : v)).a === 2;',
  toJSON: 'return JSON.stringify({ a: { toJSON() { return b("z"); } } }) === \'{"a":"z"}\';',
  'a getter and a setter':
    'let s; const o = { get x() { return b(5); }, set x(v) { s = b(v); } }; o.x = 7; return o.x === 5 && s === 7;',
  'a constructor': 'class A { constructor() { this.v = b(6); } } return new A().v === 6;',
  'a super call':
    'class A { f(x) { return b(x); } } class B extends A { f(x) { return super.f(x) + 1; } } return new B().f(1) === 2;',
  'class fields and private methods':
    'class A { v = b(8); static #p(x) { return b(x); } static q(x) { return A.#p(x); } } return new A().v === 8 && A.q(4) === 4;',
  'a default parameter': 'const f = (x = b(3)) => x; return f() === 3;',
  'a destructuring default': 'const { x = b(4) } = {}; return x === 4;',
  'a generator': 'function* g() { yield b(1); yield b(2); } return [...g()].join() === "1,2";',
  'an iterator':
    'const it = { [Symbol.iterator]() { let i = 0; return { next: () => ({ value: b(i), done: i++ >= 2 }) }; } }; let s = ""; for (const x of it) s += x; return s === "01";',
  'a proxy trap': 'return new Proxy({}, { get: (t, k) => b(k) }).foo === "foo";',
  'a tagged template': 'const t = (s, v) => b(s[0] + v); return t`a${1}` === "a1";',
  'valueOf and toString': 'return +{ valueOf: () => b(3) } === 3 && `${{ toString: () => b("q") }}` === "q";',
  'call, apply and bind':
    'function f(x) { return b(x + this.z); } return f.call({ z: 1 }, 1) === 2 && f.apply({ z: 1 }, [2]) === 3 && f.bind({ z: 2 })(2) === 4;',
  finally:
    'let s = ""; try { try { b(1); throw new Error("x"); } finally { s += b("f"); } } catch (e) { s += e.message; } return s === "fx";',
  'a check condition': 'return check({ v: 1 }, { ok: (r) => b(r.v) === 1 });',
  groups: 'return group("g", () => group("h", () => b(2))) === 2;',
  'Map.forEach': 'let n = 0; new Map([[1, 2]]).forEach((v) => { n = b(v); }); return n === 2;',
  'new Function and eval':
    'return new Function("f", "return f(3)")(b) === 3 && (0, eval)("(f) => f(4)")(b) === 4;',
  recursion: 'const f = (n) => (n ? 1 + f(n - 1) : b(0)); return f(200) === 200;',
  'labelled loops':
    'o: for (let i = 0; i < 3; i++) { for (;;) { if (b(i) === 1) break o; continue o; } } return true;',
  'an async function':
    'const f = async (x) => { await null; return b(x); }; return (await f(1)) + (await f(2)) === 3;',
  'promise jobs':
    'return (await Promise.all([1, 2].map((x) => Promise.resolve(x).then(b)))).join() === "1,2";',
  'an async generator':
    'async function* g() { yield b(1); await null; yield b(2); } let s = 0; for await (const x of g()) s += x; return s === 3;',
  'a timer': 'return (await new Promise((resolve) => setTimeout(() => resolve(b(9)), 1))) === 9;',
  'sleep between requests': 'const t = Date.now(); b(1); sleep(0.05); b(2); return Date.now() - t >= 50;',
};

const SCRIPT = `
  import http from 'k6/http';
  import { check, group, sleep } from 'k6';
  const b = (x) => { const r = http.get(\`\${__ENV.BASE}/get?x=\${x}\`); if (r.status !== 200) throw new Error('status ' + r.status); return x; };
  const AsyncFunction = (async () => {}).constructor;
  export default function (code) {
    return new AsyncFunction('b', 'check', 'group', 'sleep', code)(b, check, group, sleep);
  }`;

let bin: Httpbin;
let bench: GuestBench;
beforeAll(async () => {
  bin = await startHttpbin();
  bench = await openBench(SCRIPT, { env: { BASE: bin.url } });
});
afterAll(async () => {
  await bench.close();
  await bin.close();
});

it.each(Object.entries(CASES))('blocks in %s', async (_, code) => {
  const before = bin.seen.length;
  const { end } = await bench.iterate({ data: JSON.stringify(code) });
  expect(end).toEqual({ kind: 'returned', value: 'true' });
  expect(bin.seen.length).toBeGreaterThan(before);
});
