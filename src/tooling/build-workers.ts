import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { guestSourcePlugin } from './guest-source-plugin.ts';

interface WorkerEntry {
  readonly source: string;
  readonly format: 'esm' | 'cjs';
}

const entry = (file: string) =>
  fileURLToPath(new URL(`../adapters/engine-embedded/vu/${file}`, import.meta.url));

/**
 * Entries that run in worker threads, by the names of their bundles. The one that every VU starts is CommonJS: an ES
 * module takes a thread 10 % longer to start.
 */
export const WORKER_ENTRIES: Readonly<Record<string, WorkerEntry>> = {
  'vu-worker.cjs': { source: entry('worker/vu-worker.ts'), format: 'cjs' },
  'engine-worker.mjs': { source: entry('quickjs/engine-worker.ts'), format: 'esm' },
};

/** Bundles every worker entry into a folder, one self-contained file each; the answer is what went into them. */
export async function buildWorkers(outdir: string): Promise<Pick<Metafile, 'inputs'>> {
  const entries = Object.entries(WORKER_ENTRIES).filter(([, { source }]) => existsSync(source));
  const inputs = await Promise.all(entries.map(([name, worker]) => buildWorker(`${outdir}/${name}`, worker)));
  return { inputs: Object.assign({}, ...inputs) as Metafile['inputs'] };
}

async function buildWorker(outfile: string, { source, format }: WorkerEntry): Promise<Metafile['inputs']> {
  const { metafile } = await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format,
    plugins: [guestSourcePlugin],
    legalComments: 'none',
    logLevel: 'warning',
  });
  return metafile.inputs;
}
