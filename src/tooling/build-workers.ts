import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { guestSourcePlugin } from './guest-source-plugin.ts';

/** Entries that run in worker threads, bundled as `<name>.mjs`. */
export const WORKER_ENTRIES: Readonly<Record<string, string>> = {
  'vu-worker': fileURLToPath(new URL('../adapters/engine-embedded/vu/worker/vu-worker.ts', import.meta.url)),
};

/** Bundles every worker entry into a folder, one self-contained file each. */
export async function buildWorkers(outdir: string): Promise<void> {
  const entryPoints = Object.entries(WORKER_ENTRIES).filter(([, path]) => existsSync(path));
  if (entryPoints.length === 0) return;
  await build({
    entryPoints: Object.fromEntries(entryPoints),
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    plugins: [guestSourcePlugin],
    legalComments: 'none',
    logLevel: 'warning',
  });
}
