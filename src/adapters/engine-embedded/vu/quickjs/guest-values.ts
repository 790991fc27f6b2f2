import type { Pointer, WasmExports } from './wasm-exports.ts';

/** Values of an instance of QuickJS from the host's side: into its memory and out of it. */
export class GuestValues {
  private readonly exports: WasmExports;
  /** Room for one size that an export writes. */
  readonly out: number;
  readonly undefined: Pointer;

  /** `known`: where they are already, in a memory that was copied. */
  constructor(exports: WasmExports, known?: { readonly out: number; readonly undefined: Pointer }) {
    this.exports = exports;
    this.out = known?.out ?? exports.wasm_malloc(4);
    this.undefined = known?.undefined ?? exports.qjs_get_undefined();
  }

  /** Texts, numbers, booleans, null, bytes and lists of them; all else is undefined. */
  toGuest(value: unknown): Pointer {
    const { exports } = this;
    if (typeof value === 'string') return this.newString(value);
    if (typeof value === 'number') return exports.qjs_new_number(value);
    if (typeof value === 'boolean') return value ? exports.qjs_get_true() : exports.qjs_get_false();
    if (value === null) return exports.qjs_get_null();
    if (Array.isArray(value)) return this.newList(value);
    if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer)
      return this.newBuffer(new Uint8Array(value));
    return exports.qjs_dup_value(this.undefined);
  }

  /** The other way round. */
  toHost(value: Pointer): unknown {
    const { exports } = this;
    if (exports.qjs_is_string(value) !== 0) return this.text(value);
    if (exports.qjs_is_number(value) !== 0) return exports.qjs_get_float64(value);
    if (exports.qjs_is_bool(value) !== 0) return exports.qjs_get_bool(value) !== 0;
    if (exports.qjs_is_null(value) !== 0) return null;
    return exports.qjs_is_array_buffer(value) !== 0 ? this.bytes(value) : undefined;
  }

  newError(error: unknown): Pointer {
    const value = this.exports.qjs_new_error();
    const message = this.newString(error instanceof Error ? error.message : String(error));
    const key = this.write('message');
    this.exports.qjs_set_prop_string(value, key.address, message);
    this.release(key.address);
    this.exports.qjs_free_value(message);
    return value;
  }

  private newString(text: string): Pointer {
    const { address, size } = this.write(text);
    const value = this.exports.qjs_new_string(address, size);
    this.release(address);
    return value;
  }

  private newBuffer(bytes: Uint8Array): Pointer {
    const address = this.exports.wasm_malloc(Math.max(bytes.length, 1));
    if (address === 0) throw new Error('out of memory');
    new Uint8Array(this.exports.memory.buffer).set(bytes, address);
    const value = this.exports.qjs_new_array_buffer(address, bytes.length);
    this.release(address);
    return value;
  }

  private newList(items: readonly unknown[]): Pointer {
    const list = this.exports.qjs_new_array();
    for (const [index, item] of items.entries()) {
      const value = this.toGuest(item);
      this.exports.qjs_set_prop_uint32(list, index, value);
      this.exports.qjs_free_value(value);
    }
    return list;
  }

  private text(value: Pointer): string {
    const address = this.exports.qjs_get_string_len(value, this.out);
    const text = Buffer.from(this.exports.memory.buffer, address, this.outSize()).toString('utf8');
    this.exports.qjs_free_cstring(address);
    return text;
  }

  private bytes(value: Pointer): ArrayBuffer {
    const address = this.exports.qjs_get_array_buffer(value, this.out);
    const size = address === 0 ? 0 : this.outSize();
    return new Uint8Array(this.exports.memory.buffer, address, size).slice().buffer;
  }

  /** The arguments of a call. */
  listed(values: number, count: number): unknown[] {
    if (count === 0) return [];
    return [...new Uint32Array(this.exports.memory.buffer, values, count)].map((value) => this.toHost(value));
  }

  /** A text with a 0 behind it, to be released. */
  write(text: string): { readonly address: number; readonly size: number } {
    const size = Buffer.byteLength(text, 'utf8');
    const address = this.exports.wasm_malloc(size + 1);
    if (address === 0) throw new Error('out of memory');
    const memory = Buffer.from(this.exports.memory.buffer, address, size + 1);
    memory.write(text, 0, size, 'utf8');
    memory[size] = 0;
    return { address, size };
  }

  cString(address: number): string {
    const memory = Buffer.from(this.exports.memory.buffer);
    return memory.toString('utf8', address, memory.indexOf(0, address));
  }

  /** What an export has written to `out`. */
  outSize(): number {
    return new DataView(this.exports.memory.buffer).getUint32(this.out, true);
  }

  release(...addresses: number[]): void {
    for (const address of addresses) this.exports.wasm_free(address);
  }
}
