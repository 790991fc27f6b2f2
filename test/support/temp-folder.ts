import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export interface TempFolder {
  readonly path: string;
  /** A path inside. */
  file(name: string): string;
  remove(): Promise<void>;
}

/** A fresh folder for one test. */
export async function makeTempFolder(): Promise<TempFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'perf-gate-test-'));
  return {
    path: folder,
    file: (name) => path.join(folder, name),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
