import { builtinModules } from 'node:module';

/** Imports of every source file: paths relative to the repository, packages by their name. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Folders of `src` by floor, highest first. A file imports from its own folder or from a lower floor. */
const FLOORS: readonly (readonly string[])[] = [
  ['cli.ts', 'action.ts', 'cli', 'action'],
  ['adapters'],
  ['app'],
  ['ports'],
  [
    'config',
    'ingest',
    'gate',
    'trend',
    'analysis',
    'autoscaling',
    'manifests',
    'traffic',
    'report',
    'history',
  ],
  ['model', 'stats', 'lib'],
];
const ADAPTERS = 1;
const BASE = FLOORS.length - 1;

/** Adapters that build on others; every other one stands alone. `processes` holds what those that start programs share. */
const BUILDS_ON: Readonly<Record<string, readonly string[]>> = {
  composition: ['engine-embedded', 'engine-k6', 'node', 'paired-servers', 'prometheus'],
  'engine-k6': ['processes'],
  'paired-servers': ['processes'],
  github: ['k6-download', 'node'],
  'report-files': ['processes', 'store-directory'],
  'store-actions-cache': ['github', 'store-directory'],
  'store-artifact': ['github', 'k6-download', 'store-directory'],
};

/** Packages that only some places may use. */
const RESERVED: readonly { readonly packages: RegExp; readonly allowed: RegExp }[] = [
  { packages: /^(@actions\/|octokit)/, allowed: /^src\/(adapters\/|action\.ts|action\/)/ },
  {
    packages: /^(chartjs-node-canvas|chart\.js|canvas|canvaskit-wasm|@kurkle\/color)($|\/)/,
    allowed: /^src\/adapters\/chart-canvas\//,
  },
  { packages: /^(undici|sucrase)($|\/)/, allowed: /^src\/adapters\// },
  { packages: /^(@prometheus-io\/|@lezer\/)/, allowed: /^src\/manifests\// },
  { packages: /^simple-statistics$/, allowed: /^src\/stats\// },
  { packages: /^(esbuild|tsx|vitest)$/, allowed: /^src\/tooling\// },
];
/** What is no I/O of Node's own modules; everything else stays in adapters. */
const PURE_NODE_MODULES = /^node:(crypto|util|zlib)$/;
const NODE_MODULE = new RegExp(`^(node:.+|${builtinModules.join('|')})$`);
/** What makes the same input give another answer. Below the adapters it comes in through ports. */
const IMPURE = /\b(Date\.now|Math\.random|performance\.now|new Date\(\)|process\.\w+|globalThis\.\w+)/;
const FORBIDDEN_NAMES = /(^|[-/.])(utils?|helpers?|common|managers?)([-/.]|$)/;

/** Everything that breaks the house's rules, in words; empty when all is well. */
export function brokenRules(graph: ImportGraph): readonly string[] {
  const problems: string[] = [];
  for (const [file, imports] of graph) {
    if (!file.startsWith('src/') || file.startsWith('src/tooling/')) continue;
    if (FORBIDDEN_NAMES.test(file)) problems.push(`${file}: a name that says nothing`);
    if (floorOf(file) < 0) problems.push(`${file}: a folder that is on no floor`);
    for (const target of imports) problems.push(...brokenImports(file, target));
  }
  return [...problems, ...cyclesOf(graph)];
}

/** Clock, randomness and process in a source file below the adapters; comments may speak of them. */
export function impureUses(file: string, source: string): readonly string[] {
  if (file.startsWith('src/tooling/') || floorOf(file) <= ADAPTERS) return [];
  return source.split('\n').flatMap((line, index) => {
    const found = IMPURE.exec(line.replace(/\/\/.*|^\s*\/?\*.*/, ''))?.[0];
    return found === undefined ? [] : [`${file}:${index + 1} uses ${found}: it comes in through a port`];
  });
}

function brokenImports(file: string, target: string): readonly string[] {
  if (!target.startsWith('src/')) return brokenPackageImports(file, target);
  if (target.startsWith('src/tooling/')) return [`${file} imports ${target}: tooling is for building only`];
  if (folderOf(file) === 'adapters' && folderOf(target) === 'adapters')
    return brokenAdapterImports(file, target);
  const [from, to] = [floorOf(file), floorOf(target)];
  if (folderOf(file) === folderOf(target) || to > from) return [];
  if (`${folderOf(target)}.ts` === folderOf(file)) return [];
  // The base floor is one vocabulary; stats alone knows no model.
  if (from === BASE && to === BASE && folderOf(file) !== 'stats') return [];
  return [`${file} imports ${target}: not from its own folder and not from a floor below`];
}

function brokenAdapterImports(file: string, target: string): readonly string[] {
  const [ours = '', theirs = ''] = [file, target].map((name) => name.split('/')[2]);
  if (ours === theirs || BUILDS_ON[ours]?.includes(theirs)) return [];
  return [`${file} imports ${target}: an adapter stands alone, or says in this test what it builds on`];
}

function brokenPackageImports(file: string, name: string): readonly string[] {
  const problems = RESERVED.filter(({ packages, allowed }) => packages.test(name) && !allowed.test(file)).map(
    () => `${file} imports ${name}: reserved for another place`,
  );
  if (NODE_MODULE.test(name) && !PURE_NODE_MODULES.test(name) && floorOf(file) > ADAPTERS)
    problems.push(`${file} imports ${name}: I/O below the adapters`);
  return problems;
}

function folderOf(file: string): string {
  return file.split('/')[1] ?? '';
}

function floorOf(file: string): number {
  return FLOORS.findIndex((folders) => folders.includes(folderOf(file)));
}

/** One line for each cycle, by depth-first search. */
function cyclesOf(graph: ImportGraph): readonly string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      cycles.push(`cycle: ${[...path.slice(start), file].join(' -> ')}`);
      return;
    }
    if (done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}
