import { setFlagsFromString } from 'node:v8';

/** WebAssembly's promise integration: newer than the types of Node 20. */
interface Jspi {
  readonly Suspending?: new (fn: (...values: never[]) => unknown) => object;
  readonly promising?: (fn: unknown) => unknown;
}

interface WasmApi extends Jspi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly RuntimeError: new () => Error;
}

/** `WebAssembly`, which the types of Node alone do not have. */
export const wasm = Reflect.get(globalThis, 'WebAssembly') as WasmApi;

/** The first Node whose V8 has the promise integration that QuickJS needs, by default or behind a flag. */
const FIRST_NODE = 24;

/**
 * Whether guests can run in QuickJS here. On Node 24 before 24.20 the promise integration is behind a flag of V8, which
 * counts for workers that are started afterwards.
 */
export function canRunQuickJs(nodeVersion: string = process.versions.node): boolean {
  if (wasm.Suspending !== undefined) return true;
  if (Number(nodeVersion.split('.')[0]) < FIRST_NODE || process.versions.bun !== undefined) return false;
  setFlagsFromString('--experimental-wasm-jspi');
  return true;
}

/** An import that may suspend the guest: the value of its promise is what the guest sees. */
export function suspending(fn: (...values: never[]) => unknown): object {
  if (wasm.Suspending === undefined) throw new Error('WebAssembly.Suspending is missing');
  return new wasm.Suspending(fn);
}

/** An export that answers with a promise, because the guest may be suspended meanwhile. */
export function promising<Result>(fn: unknown): (...values: number[]) => Promise<Result> {
  if (wasm.promising === undefined) throw new Error('WebAssembly.promising is missing');
  return wasm.promising(fn) as (...values: number[]) => Promise<Result>;
}
