import { readdir, readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { brokenRules, type ImportGraph, impureUses } from './floors.ts';

let files: readonly string[];
beforeAll(async () => {
  const names = await readdir('src', { recursive: true });
  files = names
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((name) => /(?<!\.d)\.ts$/.test(name));
});

async function importGraph(): Promise<ImportGraph> {
  const roots = files.filter((file) => !file.startsWith('src/tooling/'));
  const { metafile } = await build({
    // One entry for all: a bundle for each file takes eight times as long.
    stdin: { contents: roots.map((file) => `import './${file}';`).join('\n'), resolveDir: '.' },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
    plugins: [
      {
        name: 'leave-generated',
        setup: (b) => b.onResolve({ filter: /^guest-source/ }, ({ path }) => ({ path, external: true })),
      },
    ],
  });
  const graph = new Map<string, readonly string[]>();
  const { '<stdin>': _, ...inputs } = metafile.inputs;
  for (const [file, { imports }] of Object.entries(inputs))
    graph.set(
      file,
      imports.map(({ path }) => path),
    );
  return graph;
}

describe('the floors', () => {
  it('hold for every file of src', async () => {
    const graph = await importGraph();
    expect(graph.size).toBeGreaterThan(100);
    expect(brokenRules(graph)).toEqual([]);
  });

  it.each([
    ['a use case that sees an adapter', { 'src/app/a.ts': ['src/adapters/x/b.ts'] }],
    ['an adapter that sees another', { 'src/adapters/console/a.ts': ['src/adapters/node/b.ts'] }],
    ['a pure folder that sees its neighbour', { 'src/gate/a.ts': ['src/report/b.ts'] }],
    ['a port that sees a use case', { 'src/ports/a.ts': ['src/app/b.ts'] }],
    ['statistics that know the model', { 'src/stats/a.ts': ['src/model/b.ts'] }],
    ['I/O below the adapters', { 'src/gate/a.ts': ['node:fs/promises'] }],
    ['a package in the wrong place', { 'src/gate/a.ts': ['simple-statistics'] }],
    ['an Actions package below the adapters', { 'src/app/a.ts': ['@actions/core'] }],
    ['tooling in the product', { 'src/app/a.ts': ['src/tooling/b.ts'] }],
    ['a module of Node that few think of', { 'src/app/a.ts': ['node:dns'] }],
    ['a module of Node without its prefix', { 'src/trend/a.ts': ['readline'] }],
    ['a canvas outside the charts', { 'src/adapters/console/a.ts': ['canvaskit-wasm'] }],
    ['a build tool in the product', { 'src/adapters/console/a.ts': ['esbuild'] }],
    ['a folder that is on no floor', { 'src/services/a.ts': [] }],
    ['a name that says nothing', { 'src/lib/utils.ts': [] }],
    ['a cycle', { 'src/lib/a.ts': ['src/lib/b.ts'], 'src/lib/b.ts': ['src/lib/a.ts'] }],
  ])('would notice %s', (_, graph) => {
    expect(brokenRules(new Map(Object.entries(graph)))).toHaveLength(1);
  });

  it('allow what they should', () => {
    const graph = {
      'src/cli/run.ts': ['src/adapters/x/a.ts', 'src/app/b.ts'],
      'src/adapters/x/a.ts': ['node:fs', 'src/ports/c.ts', 'src/model/d.ts', 'src/adapters/x/y/e.ts'],
      'src/adapters/engine-k6/a.ts': ['src/adapters/processes/b.ts'],
      'src/app/b.ts': ['src/gate/e.ts', 'src/report/f.ts', 'src/ports/c.ts'],
      'src/stats/s.ts': ['simple-statistics', 'node:zlib', 'node:crypto'],
      'src/model/d.ts': ['src/lib/l.ts'],
    };
    expect(brokenRules(new Map(Object.entries(graph)))).toEqual([]);
  });
});

describe('purity below the adapters', () => {
  it('holds for every file', async () => {
    const uses: string[] = [];
    for (const file of files) uses.push(...impureUses(file, await readFile(file, 'utf8')));
    expect(uses).toEqual([]);
  });

  it.each([
    'const t = Date.now();',
    'Math.random() < 0.5',
    'const d = new Date();',
    'if (process.env.CI) return;',
    'performance.now() - start',
  ])('would notice %s', (line) => {
    expect(impureUses('src/gate/a.ts', `const a = 1;\n${line}\n`)).toEqual([
      expect.stringMatching(/^src\/gate\/a\.ts:2 uses /),
    ]);
    expect(impureUses('src/adapters/node/a.ts', line)).toEqual([]);
  });

  it('lets comments and dates of given times be', () => {
    const source =
      '/** Not Date.now(). */\n * nor Math.random\nconst d = new Date(at); // no process.env here\n';
    expect(impureUses('src/gate/a.ts', source)).toEqual([]);
  });
});

it('no file is longer than 300 lines', async () => {
  const long: string[] = [];
  for (const file of files) {
    const lines = (await readFile(file, 'utf8')).split('\n').length;
    if (lines > 301) long.push(`${file}: ${lines} lines`);
  }
  expect(long).toEqual([]);
});
