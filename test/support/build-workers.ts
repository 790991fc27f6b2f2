import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildWorkers } from '../../src/tooling/build-workers.ts';

/** Tests run from source; worker threads need JavaScript, so their entries are bundled once before the tests. */
export const WORKERS_DIR = fileURLToPath(new URL('../../.cache/workers/', import.meta.url));

// biome-ignore lint/style/noDefaultExport: vitest's globalSetup asks for one
export default async function setup(): Promise<void> {
  await mkdir(WORKERS_DIR, { recursive: true });
  await buildWorkers(WORKERS_DIR);
}
