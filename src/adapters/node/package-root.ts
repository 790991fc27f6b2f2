import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The baseline test that comes with perf-gate, from the package's root. */
export const SHIPPED_SCRIPT = 'k6/baseline.js';

/** The folder that holds `k6/` and `examples/`: found upwards from this file, in `src` and in `dist` alike. */
export function packageRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, SHIPPED_SCRIPT))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`perf-gate is not complete: ${SHIPPED_SCRIPT} is missing`);
    folder = parent;
  }
  return folder;
}
