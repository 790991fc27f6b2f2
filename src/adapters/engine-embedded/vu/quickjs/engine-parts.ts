import type { SharedTexts } from '../../guest/guest-host.ts';
import type { ModuleStore } from './module-store.ts';
import { QuickJs, type QuickJsHooks, type QuickJsImage } from './quickjs.ts';
import type { Pointer } from './wasm-exports.ts';

/** A recursion of about 1 000 frames is an error that the script can catch; deeper stacks would break the instance. */
const STACK_BYTES = 256 * 1024;

/** What all VUs of an engine thread have in common. */
export interface EngineParts {
  /** quickjs.wasm, compiled. */
  readonly wasm: object;
  readonly guest: GuestImage;
  readonly modules: ModuleStore;
  /** Names of the members of each built-in module, once the first VU has said them. */
  builtins?: Readonly<Record<string, readonly string[]>>;
  readonly shared: Map<string, SharedTexts>;
  /** A guest that computes for longer without a pause is ended: it keeps the others of its thread from theirs. */
  readonly longestSliceMs: number;
}

/** An instance in which the guest library is loaded and not yet started. */
export interface GuestImage {
  readonly image: QuickJsImage;
  /** The function that starts it. */
  readonly startGuest: Pointer;
}

/** A VU begins as a copy: the library is read once, not once for each of them. */
export function freshVu({ wasm, guest }: Pick<EngineParts, 'wasm' | 'guest'>, hooks: QuickJsHooks): QuickJs {
  return new QuickJs(wasm, hooks, guest.image);
}

/** Loads the guest library into an instance that copies are made from. */
export async function loadGuest(wasm: object, bytecode: Uint8Array, heapMb: number): Promise<GuestImage> {
  const unused = () => {
    throw new Error('nothing of the guest runs while its library is loaded');
  };
  const hooks = {
    call: unused,
    interrupt: () => false,
    resolve: unused,
    source: unused,
    rejection: () => undefined,
  };
  const vm = new QuickJs(wasm, hooks, { heapMb, stackBytes: STACK_BYTES });
  const startGuest = await vm.runBytecode(bytecode);
  return { image: vm.image(), startGuest };
}
