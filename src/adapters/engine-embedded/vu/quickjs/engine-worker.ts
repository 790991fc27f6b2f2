import { readFileSync } from 'node:fs';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { nativeGuestSource } from 'guest-source';
import type { GuestStart } from '../line/messages.ts';
import { yieldToMain } from '../yield-to-main.ts';
import { type EngineParts, loadGuest } from './engine-parts.ts';
import { wasm } from './jspi.ts';
import { ModuleStore } from './module-store.ts';
import { NativeVu } from './native-vu.ts';

/** What an engine thread is started with. */
export interface EngineStart {
  /** Path of quickjs.wasm. */
  readonly wasmPath: string;
  /** Heap of one VU. */
  readonly heapMb: number;
  /** How long a VU may compute without a pause. */
  readonly longestSliceMs: number;
}

export type ToEngine =
  | { readonly type: 'open'; readonly id: number; readonly start: GuestStart; readonly port: MessagePort }
  | { readonly type: 'close'; readonly id: number };

/** A VU is no more. */
export interface FromEngine {
  readonly id: number;
  readonly reason: string;
}

async function runEngine(
  parent: MessagePort,
  { wasmPath, heapMb, longestSliceMs }: EngineStart,
): Promise<void> {
  const module = new wasm.Module(readFileSync(wasmPath));
  const guest = await loadGuest(module, nativeGuestSource, heapMb);
  const modules = new ModuleStore();
  const parts: EngineParts = { wasm: module, guest, modules, shared: new Map(), longestSliceMs };
  const vus = new Map<number, NativeVu>();
  const gone = (id: number, reason: string) => {
    vus.delete(id);
    parent.postMessage({ id, reason } satisfies FromEngine);
  };
  parent.on('message', (message: ToEngine) => {
    const { id } = message;
    if (message.type === 'close') {
      vus.get(id)?.close();
      vus.delete(id);
      return;
    }
    try {
      vus.set(id, new NativeVu(message.port, message.start, parts, (reason) => gone(id, reason)));
    } catch (error) {
      gone(id, error instanceof Error ? error.message : String(error));
    }
  });
}

yieldToMain();
if (parentPort !== null) await runEngine(parentPort, workerData as EngineStart);
