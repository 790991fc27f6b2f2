import { existsSync } from 'node:fs';
import { GateError } from '../../../model/gate-error.ts';
import { canRunQuickJs } from './quickjs/jspi.ts';
import { makeQuickJsBackend } from './quickjs/quickjs-backend.ts';
import type { VuBackend } from './vu-backend.ts';
import { makeWorkerBackend } from './worker/worker-backend.ts';

/** How virtual users are run: `auto` takes QuickJS where this Node can, else a thread for each. */
export const BACKEND_CHOICES = ['auto', 'worker', 'quickjs'] as const;

export type BackendChoice = (typeof BACKEND_CHOICES)[number];

/** What the backends need beside the code: all of it lies in `dist/`. */
export interface BackendFiles {
  readonly vuWorker: URL;
  readonly engineWorker: URL;
  readonly wasm: URL;
}

/**
 * A fresh backend.
 * @throws GateError USAGE when QuickJS is asked for and this Node cannot
 */
export function makeBackend(choice: BackendChoice, files: BackendFiles): VuBackend {
  const quickJs = () => makeQuickJsBackend({ workerUrl: files.engineWorker, wasmUrl: files.wasm });
  if (choice === 'quickjs') {
    if (canRunQuickJs()) return quickJs();
    throw new GateError('USAGE', notHere(process.versions.node), {
      fault: 'user',
      hint: 'Use --backend worker, or Node 24 or newer.',
    });
  }
  const isThere = choice === 'auto' && existsSync(files.wasm) && canRunQuickJs();
  return isThere ? quickJs() : makeWorkerBackend({ workerUrl: files.vuWorker });
}

function notHere(version: string): string {
  return `--backend quickjs: expected a Node whose WebAssembly can be suspended (24 or newer), this is ${version}`;
}
