import type { SharedTexts } from '../../guest/guest-host.ts';
import { NATIVE_ENTRIES, type NativeEntries } from '../../guest/quickjs/native-entries.ts';
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
  readonly shared: Map<string, SharedTexts>;
  /** A guest that computes for longer without a pause is ended: it keeps the others of its thread from theirs. */
  readonly longestSliceMs: number;
}

/** An instance in which the guest library has started, and is no VU yet. */
export interface GuestImage {
  readonly image: QuickJsImage;
  readonly entries: Readonly<Record<keyof NativeEntries, Pointer>>;
  /** Names of the members of each built-in module. */
  readonly builtins: Readonly<Record<string, readonly string[]>>;
}

/** A VU begins as a copy: the library is read and started once, not once for each of them. */
export function freshVu({ wasm, guest }: Pick<EngineParts, 'wasm' | 'guest'>, hooks: QuickJsHooks): QuickJs {
  return new QuickJs(wasm, hooks, guest.image);
}

/** Starts the guest library in an instance that copies are made from. */
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
  const control = await vm.call(await vm.runBytecode(bytecode), vm.native());
  const pointers = NATIVE_ENTRIES.map((name) => [name, vm.property(control, name)]);
  const entries = Object.fromEntries(pointers) as GuestImage['entries'];
  const image = vm.image();
  // Asking makes every module there is: not in the image, for most VUs need two or three.
  const members = vm.values.toHost(await vm.call(entries.moduleMembers));
  return { image, entries, builtins: JSON.parse(String(members)) as GuestImage['builtins'] };
}
