import { readFileSync } from 'node:fs';
import { nativeGuestBytecode } from 'guest-source';
import {
  type EngineParts,
  loadGuest,
} from '../../../src/adapters/engine-embedded/vu/quickjs/engine-parts.ts';
import { canRunQuickJs, wasm } from '../../../src/adapters/engine-embedded/vu/quickjs/jspi.ts';
import { ModuleStore } from '../../../src/adapters/engine-embedded/vu/quickjs/module-store.ts';
import { InstantVu, URL_ASKED } from './instant-vu.ts';

/**
 * What the parts of an iteration cost in QuickJS, in a process of its own: JSON of microseconds of processor time by part
 * on standard output. Arguments: quickjs.wasm, iterations, VUs that take turns.
 */
const [wasmPath = '', iterations = '5000', vus = '1'] = process.argv.slice(2);
const ROUNDS = 5;

const GET = `http.get('${URL_ASKED}', { tags: { name: 'fast' } })`;
const CHECKS =
  "{ a: (r) => r.status === 200, b: (r) => r.json('ok') === true, c: (r) => r.json().items.length === 2 }";
const IMPORTS = "import { check, group } from 'k6'; import http from 'k6/http';";

/** Each does what the one before it does, and more. */
const SCRIPTS: Readonly<Record<string, string>> = {
  'nothing: an iteration that begins and ends': '',
  'and a group': "group('api', () => {})",
  'and a request': `group('api', () => { ${GET}; })`,
  'and three checks, two of them of the JSON': `group('api', () => { check(${GET}, ${CHECKS}); })`,
};

async function cost(parts: EngineParts, body: string): Promise<number> {
  const source = `${IMPORTS}\nexport default function () { ${body} }`;
  const all: InstantVu[] = [];
  for (let id = 1; id <= Number(vus); id += 1) {
    const vu = new InstantVu(id, source, { ...parts, modules: new ModuleStore() });
    await vu.ready();
    all.push(vu);
  }
  const perRound = Math.ceil(Number(iterations) / ROUNDS);
  const rounds: number[] = [];
  // The first one warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const before = process.cpuUsage();
    for (let turn = 0; turn < perRound; turn += 1) await all[turn % all.length]?.run();
    const { user, system } = process.cpuUsage(before);
    if (round > 0) rounds.push((user + system) / perRound);
  }
  // The machine may be shared: the round that was disturbed the least.
  return Math.min(...rounds);
}

canRunQuickJs();
const module = new wasm.Module(readFileSync(wasmPath));
const guest = await loadGuest(module, Buffer.from(nativeGuestBytecode, 'base64'), 256);
const parts = { wasm: module, guest, modules: new ModuleStore(), shared: new Map(), longestSliceMs: 10_000 };
const costs: Record<string, number> = {};
for (const [name, body] of Object.entries(SCRIPTS)) costs[name] = await cost(parts, body);
process.stdout.write(JSON.stringify(costs));
