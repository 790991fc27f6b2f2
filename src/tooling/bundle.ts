import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { buildWorkers } from './build-workers.ts';
import { canvaskitFromBytes, oneUndici, requiredHttp, withoutUnzip } from './bundle-plugins.ts';
import { renderLicences } from './licences.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Packages written as CommonJS ask for these, which an ES module does not have. */
export const COMMONJS_GLOBALS = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  "import { dirname as __pathDirname } from 'node:path';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  'const __dirname = __pathDirname(__filename);',
].join('');

/** Files that are read at run time, beside the code. */
const ASSETS: Readonly<Record<string, string>> = {
  'quickjs.wasm': 'node_modules/quickjs-wasi/quickjs.wasm',
  'canvaskit.wasm.gz': 'node_modules/canvaskit-wasm/bin/canvaskit.wasm',
  'dejavu-sans-400.woff': 'node_modules/@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff',
  'dejavu-sans-700.woff': 'node_modules/@fontsource/dejavu-sans/files/dejavu-sans-latin-700-normal.woff',
};

/** Everything of the product that runs without `npm ci`. The same sources give the same bytes. */
export async function bundle(outdir: string): Promise<void> {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const { metafile } = await build({
    entryPoints: {
      cli: path.join(ROOT, 'src/cli.ts'),
      action: path.join(ROOT, 'src/action.ts'),
      // Started as a process of its own.
      'cache-process': path.join(ROOT, 'src/adapters/store-actions-cache/process/cache-process.ts'),
    },
    absWorkingDir: ROOT,
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunk-[hash]',
    banner: { js: COMMONJS_GLOBALS },
    plugins: [withoutUnzip, canvaskitFromBytes, oneUndici, requiredHttp],
    legalComments: 'none',
    logLevel: 'warning',
  });
  const workers = await buildWorkers(outdir);
  await writeFile(path.join(outdir, 'package.json'), '{"type":"module"}\n');
  await writeFile(
    path.join(outdir, 'licences.txt'),
    await renderLicences(ROOT, packagesOf(metafile, workers)),
  );
  for (const [name, source] of Object.entries(ASSETS))
    await copyAsset(path.join(ROOT, source), path.join(outdir, name));
  await sameModes(outdir);
}

/** `check-dist` compares what is packed: another zlib may pack it in other bytes. */
async function copyAsset(source: string, target: string): Promise<void> {
  const content = await readFile(source);
  await writeFile(target, target.endsWith('.gz') ? gzipSync(content, { level: 9 }) : content);
}

/** Names of the packages that ended up in bundles, sorted. */
export function packagesOf(...metafiles: readonly Pick<Metafile, 'inputs'>[]): readonly string[] {
  const names = metafiles
    .flatMap(({ inputs }) => Object.keys(inputs))
    .map((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/** Modes of package files differ between machines; git keeps them. */
async function sameModes(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await chmod(path.join(folder, name), 0o644);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await bundle(path.join(ROOT, 'dist'));
