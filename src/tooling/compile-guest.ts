import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { wasm } from '../adapters/engine-embedded/vu/quickjs/jspi.ts';
import type { WasmExports } from '../adapters/engine-embedded/vu/quickjs/wasm-exports.ts';

const QUICKJS = fileURLToPath(new URL('../../node_modules/quickjs-wasi/quickjs.wasm', import.meta.url));

/** Without its text: functions would each hold a piece of it. */
const STRIP_SOURCE = 1 << 4;

/**
 * The bytecode of a script for the QuickJS that lies beside it in `dist/`: compiling takes each engine thread longer than
 * everything else at its start. Compiling calls nothing of the host, so any Node can do it.
 * @throws Error when the script does not parse
 */
export async function compileGuest(code: string, name: string): Promise<Uint8Array> {
  const module = new wasm.Module(await readFile(QUICKJS));
  const exports = new wasm.Instance(module, idleImports()).exports as WasmExports;
  exports._initialize();
  if (exports.qjs_init() !== 0) throw new Error('QuickJS could not be started');
  const [text, file, size] = [write(exports, code), write(exports, name), exports.wasm_malloc(4)];
  const length = Buffer.byteLength(code);
  const address = exports.qjs_compile(text, length, file, 0, STRIP_SOURCE, size);
  if (address === 0) throw new Error(`${name} does not parse`);
  const { buffer } = exports.memory;
  return new Uint8Array(buffer, address, new DataView(buffer).getUint32(size, true)).slice();
}

/** A host that does nothing, at all times the same: the same code gives the same bytes. */
function idleImports(): Record<string, object> {
  const idle = new Proxy({}, { get: () => () => 0 });
  return { env: idle, wasi_snapshot_preview1: idle };
}

/** The address of a text with a 0 behind it. */
function write({ wasm_malloc, memory }: WasmExports, text: string): number {
  const bytes = Buffer.from(`${text}\0`);
  const address = wasm_malloc(bytes.length);
  new Uint8Array(memory.buffer).set(bytes, address);
  return address;
}
