import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A place on the disk for one piece of work. */
export interface WorkFolder {
  /** A new, empty folder inside. */
  fresh(): Promise<string>;
  remove(): Promise<void>;
}

export async function makeWorkFolder(): Promise<WorkFolder> {
  const root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'perf-gate-baselines-')));
  let made = 0;
  return {
    async fresh() {
      const folder = path.join(root, String(++made));
      await mkdir(folder);
      return folder;
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
