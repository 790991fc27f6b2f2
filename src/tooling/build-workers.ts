import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { guestSourcePlugin } from './guest-source-plugin.ts';

/** Entries that run in worker threads, bundled as `<name>.mjs`. */
export const WORKER_ENTRIES: Readonly<Record<string, string>> = {
  'vu-worker': fileURLToPath(new URL('../adapters/engine-embedded/vu/worker/vu-worker.ts', import.meta.url)),
  'engine-worker': fileURLToPath(
    new URL('../adapters/engine-embedded/vu/quickjs/engine-worker.ts', import.meta.url),
  ),
};

/** Bundles every worker entry into a folder, one self-contained file each; the answer is what went into them. */
export async function buildWorkers(outdir: string): Promise<Metafile> {
  const entryPoints = Object.entries(WORKER_ENTRIES).filter(([, path]) => existsSync(path));
  const { metafile } = await build({
    entryPoints: Object.fromEntries(entryPoints),
    outdir,
    bundle: true,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    plugins: [guestSourcePlugin],
    legalComments: 'none',
    logLevel: 'warning',
  });
  return metafile;
}
