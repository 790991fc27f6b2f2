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

const READS_FILE = 'Fa=async a=>{a=Ia(a)';

/** CanvasKit reads its WebAssembly as a file beside it, whatever it is given; the bundle has it packed. */
export const canvaskitFromBytes: Plugin = {
  name: 'canvaskit-from-bytes',
  setup(build) {
    build.onLoad({ filter: /canvaskit-wasm[\\/]bin[\\/]canvaskit\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (source.split(READS_FILE).length !== 2)
        throw new Error('canvaskit-wasm reads its WebAssembly in another way now: look at its loader');
      const contents = source.replace(
        READS_FILE,
        READS_FILE.replace('{', '{if(u.wasmBinary)return u.wasmBinary;'),
      );
      return { contents, loader: 'js' };
    });
  },
};

/**
 * `import http from 'node:http'` makes Node read every member of that module, and from Node 22.5 on one of them loads
 * fetch and all that belongs to it: some 50 ms that `require` does not take.
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
