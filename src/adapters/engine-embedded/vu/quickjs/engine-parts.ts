import type { SharedTexts } from '../../guest/guest-host.ts';
import type { ModuleStore } from './module-store.ts';
import { QuickJs, type QuickJsHooks } from './quickjs.ts';

/** A recursion of about 1 000 frames is an error that the script can catch; deeper stacks would break the instance. */
const STACK_BYTES = 256 * 1024;

/** What all VUs of an engine thread have in common. */
export interface EngineParts {
  /** quickjs.wasm, compiled. */
  readonly wasm: object;
  /** The guest library as bytecode. */
  readonly guest: Uint8Array;
  readonly modules: ModuleStore;
  readonly shared: Map<string, SharedTexts>;
  readonly heapMb: number;
}

export function freshVu(
  { wasm, heapMb }: Pick<EngineParts, 'wasm' | 'heapMb'>,
  hooks: QuickJsHooks,
): QuickJs {
  return new QuickJs(wasm, hooks, { heapMb, stackBytes: STACK_BYTES });
}

/** The guest library as bytecode: parsed once, not once for each VU. */
export function compileGuest(wasm: object, source: string, heapMb: number): Uint8Array {
  const unused = () => {
    throw new Error('nothing of the guest runs while it is compiled');
  };
  const hooks = {
    call: unused,
    interrupt: () => false,
    resolve: unused,
    source: unused,
    rejection: () => undefined,
  };
  return freshVu({ wasm, heapMb }, hooks).compile(source, 'k6-api.js');
}
