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
