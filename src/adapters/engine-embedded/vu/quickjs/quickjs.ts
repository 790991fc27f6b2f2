import { GuestValues } from './guest-values.ts';
import { promising, suspending, wasm } from './jspi.ts';
import { imageOf, type MemoryImage } from './memory-image.ts';
import { wasiImports } from './wasi-imports.ts';
import type { Pointer, PromisingExports, WasmExports } from './wasm-exports.ts';

/** What an instance asks of its host. */
export interface QuickJsHooks {
  /** The native function, called with a number first; a promise suspends the guest. Results are taken over by it. */
  call(op: number, values: readonly unknown[]): Pointer | Promise<Pointer>;
  /** Asked every so often while code of the guest runs: whether to end it, uncatchably. */
  interrupt(): boolean;
  /** The name of an imported module. A rejection is the importer's error. */
  resolve(specifier: string, referrer: string): string | Promise<string>;
  /** Source of a resolved module. */
  source(name: string): string;
  /** A promise (by identity) was rejected and nobody handles it, or somebody does so late. */
  rejection(promise: number, reason: Pointer, isHandled: boolean): void;
}

export interface QuickJsLimits {
  readonly heapMb: number;
  /** Above 400 kB a deep recursion overflows the stack of WebAssembly itself, which no script can catch. */
  readonly stackBytes: number;
}

/** An instance at some moment: copies of it start from there. */
export interface QuickJsImage {
  readonly memory: MemoryImage;
  readonly stackPointer: number;
  readonly runtime: number;
  readonly context: number;
  readonly out: number;
  readonly undefined: Pointer;
}

/** Something that the guest threw out of an entry. The value stays in the guest. */
export class GuestThrow extends Error {
  override readonly name = 'GuestThrow';
  readonly value: Pointer;

  constructor(value: Pointer) {
    super('the guest threw');
    this.value = value;
  }
}

const MODULE = 1 << 0;
/** Of WebAssembly's memory. */
const PAGE_BYTES = 65_536;

/** One instance of QuickJS: a memory and a realm of its own. Entries into it never overlap. */
export class QuickJs {
  private readonly exports: WasmExports;
  private readonly enter: PromisingExports;
  readonly values: GuestValues;
  /** The memory of an instance before anything ran in it. */
  private untouched = new Uint8Array();
  private readonly undefined: Pointer;

  constructor(module: object, hooks: QuickJsHooks, from: QuickJsLimits | QuickJsImage) {
    const memory = () => this.exports.memory.buffer;
    const instance = new wasm.Instance(module, {
      env: this.imports(hooks),
      wasi_snapshot_preview1: wasiImports(memory),
    });
    this.exports = instance.exports as WasmExports;
    if ('memory' in from) this.restore(from);
    else {
      this.untouched = new Uint8Array(this.exports.memory.buffer).slice();
      this.initialize(from);
    }
    this.enter = {
      eval: promising(this.exports.qjs_eval),
      evalBytecode: promising(this.exports.qjs_eval_bytecode),
      call: promising(this.exports.qjs_call),
      executeJob: promising(this.exports.qjs_execute_pending_job),
    };
    this.values = new GuestValues(this.exports, 'memory' in from ? from : undefined);
    this.undefined = this.values.undefined;
  }

  /** What copies are made from; nothing of the guest may be running. */
  image(): QuickJsImage {
    const { exports, values } = this;
    return {
      memory: imageOf(new Uint8Array(exports.memory.buffer), this.untouched),
      stackPointer: exports.__stack_pointer.value,
      runtime: exports.qjs_get_runtime_ptr(),
      context: exports.qjs_get_context_ptr(),
      out: values.out,
      undefined: values.undefined,
    };
  }

  /** Runs a compiled script. @throws GuestThrow */
  async runBytecode(bytes: Uint8Array): Promise<Pointer> {
    const address = this.exports.wasm_malloc(bytes.length);
    new Uint8Array(this.exports.memory.buffer).set(bytes, address);
    const result = await this.enter.evalBytecode(address, bytes.length);
    this.exports.wasm_free(address);
    return this.checked(result);
  }

  /** Evaluates a module; the result is a promise of its namespace. @throws GuestThrow when it does not parse or link */
  async runModule(code: string, name: string): Promise<Pointer> {
    const [text, file] = [this.values.write(code), this.values.write(name)];
    const result = await this.enter.eval(text.address, text.size, file.address, MODULE);
    this.values.release(text.address, file.address);
    return this.checked(result);
  }

  /** A function from code that runs nothing of the guest yet. @throws GuestThrow when it does not parse */
  evaluateQuietly(code: string, name: string): Pointer {
    const [text, file] = [this.values.write(code), this.values.write(name)];
    const result = this.exports.qjs_eval(text.address, text.size, file.address, 0);
    this.values.release(text.address, file.address);
    return this.checked(result);
  }

  /** Calls a function; its values stay the caller's. @throws GuestThrow */
  async call(fn: Pointer, ...values: Pointer[]): Promise<Pointer> {
    const list = values.length === 0 ? 0 : this.exports.wasm_malloc(values.length * 4);
    for (let at = 0; at < values.length; at += 1) this.values.setWord(list + at * 4, values[at] ?? 0);
    const result = await this.enter.call(fn, this.undefined, values.length, list);
    if (list !== 0) this.exports.wasm_free(list);
    return this.checked(result);
  }

  get hasJobs(): boolean {
    return this.exports.qjs_is_job_pending() !== 0;
  }

  /** Runs one promise job. @throws GuestThrow for what ends code uncatchably */
  async runJob(): Promise<void> {
    if ((await this.enter.executeJob()) < 0) throw new GuestThrow(this.exports.qjs_get_exception());
  }

  promise(value: Pointer): {
    readonly state: 'pending' | 'fulfilled' | 'rejected';
    readonly result: Pointer;
  } {
    const state =
      (['pending', 'fulfilled', 'rejected'] as const)[this.exports.qjs_promise_state(value)] ?? 'pending';
    return { state, result: state === 'pending' ? this.undefined : this.exports.qjs_promise_result(value) };
  }

  /** The native function as a value of the guest. */
  native(): Pointer {
    const name = this.values.write('native');
    const fn = this.exports.qjs_new_host_function(name.address, name.size, 0);
    this.values.release(name.address);
    return fn;
  }

  property(value: Pointer, name: string): Pointer {
    const key = this.values.write(name);
    const result = this.exports.qjs_get_prop_string(value, key.address);
    this.values.release(key.address);
    return result;
  }

  free(...values: Pointer[]): void {
    for (const value of values) this.exports.qjs_free_value(value);
  }

  private initialize(limits: QuickJsLimits): void {
    const { exports } = this;
    exports._initialize();
    if (exports.qjs_init() !== 0) throw new Error('QuickJS could not be started');
    exports.qjs_set_memory_limit(limits.heapMb * 2 ** 20);
    exports.qjs_set_max_stack_size(limits.stackBytes);
    exports.qjs_set_interrupt_handler(1);
    exports.qjs_set_promise_rejection_handler(1);
    exports.qjs_set_module_loader(1);
  }

  private restore({ memory, runtime, context, stackPointer }: QuickJsImage): void {
    const { exports } = this;
    const missing = memory.size - exports.memory.buffer.byteLength;
    if (missing > 0) exports.memory.grow(Math.ceil(missing / PAGE_BYTES));
    const target = new Uint8Array(exports.memory.buffer);
    for (const { at, bytes } of memory.parts) target.set(bytes, at);
    exports.qjs_set_runtime_and_context(runtime, context);
    exports.__stack_pointer.value = stackPointer;
  }

  private imports(hooks: QuickJsHooks): Record<string, unknown> {
    return {
      host_call: suspending(
        (_name: number, _size: number, _receiver: Pointer, count: number, values: number) =>
          this.guarded(() => {
            const op = this.exports.qjs_get_float64(this.values.word(values));
            return hooks.call(op, this.values.listed(values + 4, count - 1));
          }),
      ),
      host_interrupt: () => (hooks.interrupt() ? 1 : 0),
      host_module_normalize: suspending((referrer: number, specifier: number) =>
        this.guarded(() =>
          this.resolved(hooks, this.values.cString(specifier), this.values.cString(referrer)),
        ),
      ),
      host_module_load: (name: number, outSize: number) => {
        const { address, size } = this.values.write(hooks.source(this.values.cString(name)));
        this.values.setWord(outSize, size);
        return address;
      },
      host_promise_rejection: (promise: Pointer, reason: Pointer, isHandled: number) => {
        const identity = this.exports.qjs_get_value_ptr(promise);
        this.free(promise);
        hooks.rejection(identity, reason, isHandled !== 0);
      },
      host_get_timezone_offset: (high: number, low: number) => {
        const seconds = Number((BigInt(high) << 32n) | BigInt(low >>> 0));
        return -new Date(seconds * 1_000).getTimezoneOffset() * 60;
      },
    };
  }

  private resolved(hooks: QuickJsHooks, specifier: string, referrer: string): number | Promise<number> {
    const name = hooks.resolve(specifier, referrer);
    if (typeof name === 'string') return this.values.write(name).address;
    return name.then((text) => this.values.write(text).address);
  }

  /** Errors of the host become errors of the guest; the guest sees 0 and throws what waits. */
  private guarded(work: () => number | Promise<number>): number | Promise<number> {
    try {
      const result = work();
      return typeof result === 'number' ? result : result.catch((error: unknown) => this.throwInGuest(error));
    } catch (error) {
      return this.throwInGuest(error);
    }
  }

  private throwInGuest(error: unknown): 0 {
    if (error instanceof Abandoned) throw error;
    const { exports } = this;
    const thrown = error instanceof GuestThrow ? error.value : this.values.newError(error);
    exports.qjs_throw(thrown);
    this.free(thrown);
    return 0;
  }

  private checked(result: Pointer): Pointer {
    if (this.exports.qjs_is_exception(result) === 0) return result;
    throw new GuestThrow(this.exports.qjs_get_exception());
  }
}

/** Ends a guest that waits: its stack is unwound and the instance must not be used again. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}
