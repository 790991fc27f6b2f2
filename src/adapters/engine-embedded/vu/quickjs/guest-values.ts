import type { Pointer, WasmExports } from './wasm-exports.ts';

/** Values of an instance of QuickJS from the host's side: into its memory and out of it. */
export class GuestValues {
  private readonly exports: WasmExports;
  private memory = new ArrayBuffer();
  private bytes = Buffer.alloc(0);
  private words = new Uint32Array();
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
    return exports.qjs_is_array_buffer(value) !== 0 ? this.bytesOf(value) : undefined;
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
    for (let index = 0; index < items.length; index += 1) {
      const value = this.toGuest(items[index]);
      this.exports.qjs_set_prop_uint32(list, index, value);
      this.exports.qjs_free_value(value);
    }
    return list;
  }

  private text(value: Pointer): string {
    const address = this.exports.qjs_get_string_len(value, this.out);
    const text = this.view().toString('utf8', address, address + this.outSize());
    this.exports.qjs_free_cstring(address);
    return text;
  }

  private bytesOf(value: Pointer): ArrayBuffer {
    const address = this.exports.qjs_get_array_buffer(value, this.out);
    const size = address === 0 ? 0 : this.outSize();
    return new Uint8Array(this.exports.memory.buffer, address, size).slice().buffer;
  }

  /** The arguments of a call. */
  listed(values: number, count: number): unknown[] {
    const list: unknown[] = [];
    for (let at = 0; at < count; at += 1) list.push(this.toHost(this.word(values + at * 4)));
    return list;
  }

  /** A text with a 0 behind it, to be released. */
  write(text: string): { readonly address: number; readonly size: number } {
    const size = Buffer.byteLength(text, 'utf8');
    const address = this.exports.wasm_malloc(size + 1);
    if (address === 0) throw new Error('out of memory');
    const memory = this.view();
    memory.write(text, address, size, 'utf8');
    memory[address + size] = 0;
    return { address, size };
  }

  cString(address: number): string {
    const memory = this.view();
    return memory.toString('utf8', address, memory.indexOf(0, address));
  }

  /** What an export has written to `out`. */
  outSize(): number {
    return this.word(this.out);
  }

  /** A word of the memory; all values of the guest are at such addresses. */
  word(address: number): number {
    this.view();
    return this.words[address >>> 2] ?? 0;
  }

  setWord(address: number, word: number): void {
    this.view();
    this.words[address >>> 2] = word;
  }

  /** The whole memory, which is another one whenever it has grown. */
  private view(): Buffer {
    const { buffer } = this.exports.memory;
    if (buffer !== this.memory) {
      this.memory = buffer;
      this.bytes = Buffer.from(buffer);
      this.words = new Uint32Array(buffer);
    }
    return this.bytes;
  }

  release(...addresses: number[]): void {
    for (const address of addresses) this.exports.wasm_free(address);
  }
}
