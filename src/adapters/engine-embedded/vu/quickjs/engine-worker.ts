import { readFileSync } from 'node:fs';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { nativeGuestBytecode } from 'guest-source';
import type { FromGuest, GuestStart, ToGuest } from '../line/messages.ts';
import { yieldToMain } from '../yield-to-main.ts';
import { type EngineParts, loadGuest } from './engine-parts.ts';
import { wasm } from './jspi.ts';
import { MessageBatch } from './message-batch.ts';
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
  | { readonly type: 'open'; readonly id: number; readonly start: GuestStart }
  | { readonly type: 'post'; readonly id: number; readonly message: ToGuest }
  | { readonly type: 'close'; readonly id: number };

export type FromEngine =
  | { readonly type: 'post'; readonly id: number; readonly message: FromGuest }
  /** A VU is no more. */
  | { readonly type: 'gone'; readonly id: number; readonly reason: string };

async function runEngine(
  parent: MessagePort,
  { wasmPath, heapMb, longestSliceMs }: EngineStart,
): Promise<void> {
  const module = new wasm.Module(readFileSync(wasmPath));
  const guest = await loadGuest(module, Buffer.from(nativeGuestBytecode, 'base64'), heapMb);
  const modules = new ModuleStore();
  const parts: EngineParts = { wasm: module, guest, modules, shared: new Map(), longestSliceMs };
  const vus = new Map<number, NativeVu>();
  const batch = new MessageBatch<FromEngine>((messages, transfer) => parent.postMessage(messages, transfer));
  const gone = (id: number, reason: string) => {
    vus.delete(id);
    batch.add({ type: 'gone', id, reason });
  };
  const open = (id: number, start: GuestStart) => {
    const post = (message: FromGuest) => {
      batch.add({ type: 'post', id, message });
      // What a script says is heard before it computes on.
      if (message.type === 'log') batch.flush();
    };
    try {
      vus.set(id, new NativeVu(post, start, parts, (reason) => gone(id, reason)));
    } catch (error) {
      gone(id, error instanceof Error ? error.message : String(error));
    }
  };
  const close = (id: number) => {
    vus.get(id)?.close();
    vus.delete(id);
  };
  parent.on('message', (messages: readonly ToEngine[]) => {
    for (const message of messages) {
      if (message.type === 'post') vus.get(message.id)?.take(message.message);
      else if (message.type === 'open') open(message.id, message.start);
      else close(message.id);
    }
  });
}

yieldToMain();
if (parentPort !== null) await runEngine(parentPort, workerData as EngineStart);
