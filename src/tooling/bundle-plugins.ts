import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * The artifact client unpacks downloads with `unzip-stream`, which stands on packages without a licence. Artifacts are
 * only uploaded with that client.
 */
export const withoutUnzip: Plugin = {
  name: 'without-unzip',
  setup(build) {
    build.onResolve({ filter: /^unzip-stream$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
  },
};

const OTHER_HEADERS = '[Headers, globalThis.Headers].filter(Boolean)';

/** undici asks for Node's own `Headers` while it loads, for which Node loads an undici of its own: tens of milliseconds. */
export const oneUndici: Plugin = {
  name: 'one-undici',
  setup(build) {
    build.onLoad({ filter: /undici[\\/]lib[\\/]web[\\/]cookies[\\/]index\.js$/ }, async ({ path }) => ({
      contents: replaceOnce(await readFile(path, 'utf8'), OTHER_HEADERS, '[Headers]'),
      loader: 'js',
    }));
  },
};

const READS_FILE = 'Fa=async a=>{a=Ia(a)';

/** CanvasKit reads its WebAssembly as a file beside it, whatever it is given; the bundle has it packed. */
export const canvaskitFromBytes: Plugin = {
  name: 'canvaskit-from-bytes',
  setup(build) {
    build.onLoad({ filter: /canvaskit-wasm[\\/]bin[\\/]canvaskit\.js$/ }, async ({ path }) => ({
      contents: replaceOnce(
        await readFile(path, 'utf8'),
        READS_FILE,
        READS_FILE.replace('{', '{if(u.wasmBinary)return u.wasmBinary;'),
      ),
      loader: 'js',
    }));
  },
};

/**
 * `import http from 'node:http'` makes Node read every member of that module, and from Node 22.5 on one of them loads
 * Node's own undici: tens of milliseconds that `require` does not take.
 */
export const requiredHttp: Plugin = {
  name: 'required-http',
  setup(build) {
    build.onResolve({ filter: /^(node:)?http$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: 'http', namespace: 'required-http' } : null,
    );
    build.onLoad({ filter: /.*/, namespace: 'required-http' }, () => ({
      contents: "module.exports = require('node:http');",
    }));
  },
};

/** @throws Error when the text is not there exactly once: the package says it in another way now */
function replaceOnce(source: string, text: string, replacement: string): string {
  if (source.split(text).length !== 2)
    throw new Error(`expected one "${text}" in a package, found another number`);
  return source.replace(text, replacement);
}
