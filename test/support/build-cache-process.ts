import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { COMMONJS_GLOBALS } from '../../src/tooling/bundle.ts';
import type { TempFolder } from './temp-folder.ts';

const ENTRY = new URL('../../src/adapters/store-actions-cache/process/cache-process.ts', import.meta.url);

/** The process of the cache client as the bundle has it. @returns its file */
export async function buildCacheProcess(folder: TempFolder): Promise<string> {
  const outfile = folder.file(path.join('built', 'cache-process.mjs'));
  await build({
    entryPoints: [fileURLToPath(ENTRY)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: COMMONJS_GLOBALS },
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outfile;
}
