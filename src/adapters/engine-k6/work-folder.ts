import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { atExit } from '../processes/at-exit.ts';
import type { K6Files } from './argv.ts';

/** A temporary folder for what k6 writes; gone at the latest when this process ends. */
export interface WorkFolder extends K6Files {
  remove(): Promise<void>;
}

export async function makeWorkFolder(): Promise<WorkFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'perf-gate-k6-'));
  const release = atExit(() => rmSync(folder, { recursive: true, force: true }));
  return {
    results: path.join(folder, 'results.ndjson'),
    summary: path.join(folder, 'summary.json'),
    async remove() {
      await rm(folder, { recursive: true, force: true });
      release();
    },
  };
}
