import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import canvasKitInit, { type CanvasKit, type Typeface } from 'canvaskit-wasm';
import { fontOfWoff } from './woff-font.ts';

/** Skia, and the faces that text is drawn with. */
export interface Skia {
  readonly kit: CanvasKit;
  readonly faces: readonly FontFace[];
}

export interface FontFace {
  readonly weight: number;
  readonly typeface: Typeface;
}

/** Where the WebAssembly and the fonts are: beside the bundle, or in the packages when run from source. */
export interface ChartAssets {
  readonly wasm: string;
  readonly regular: string;
  readonly bold: string;
}

export function defaultAssets(): ChartAssets {
  const here = path.dirname(fileURLToPath(import.meta.url));
  if (path.basename(here) !== 'chart-canvas') {
    const beside = (name: string) => path.join(here, name);
    return {
      wasm: beside('canvaskit.wasm.gz'),
      regular: beside('dejavu-sans-400.woff'),
      bold: beside('dejavu-sans-700.woff'),
    };
  }
  const { resolve } = createRequire(import.meta.url);
  const fonts = path.join(path.dirname(resolve('@fontsource/dejavu-sans/package.json')), 'files');
  return {
    wasm: path.join(path.dirname(resolve('canvaskit-wasm')), 'canvaskit.wasm'),
    regular: path.join(fonts, 'dejavu-sans-latin-400-normal.woff'),
    bold: path.join(fonts, 'dejavu-sans-latin-700-normal.woff'),
  };
}

/** @throws Error when a file is missing or is no font */
export async function loadSkia(assets: ChartAssets): Promise<Skia> {
  const [wasm, regular, bold] = await Promise.all([
    readUnpacked(assets.wasm),
    readFile(assets.regular),
    readFile(assets.bold),
  ]);
  const kit = await init({ wasmBinary: bufferOf(wasm) });
  return { kit, faces: [faceOf(kit, regular, 400), faceOf(kit, bold, 700)] };
}

/** Room for all of it at once: in pieces of the usual 16 kB unpacking takes three times as long. */
const UNPACKED_BYTES = 8 * 1024 * 1024;

/** The bundle holds the largest file packed: 3 MB for 7, for 25 ms at the first chart. */
async function readUnpacked(file: string): Promise<Buffer> {
  const data = await readFile(file);
  return file.endsWith('.gz') ? promisify(gunzip)(data, { chunkSize: UNPACKED_BYTES }) : data;
}

/** Its types know no bytes. From source it reads the file in its package; in the bundle it takes what it is given. */
const init = canvasKitInit as unknown as (options: {
  readonly wasmBinary: ArrayBuffer;
}) => Promise<CanvasKit>;

function faceOf(kit: CanvasKit, data: Buffer, weight: number): FontFace {
  const typeface = kit.Typeface.MakeTypefaceFromData(fontOfWoff(data).buffer);
  if (typeface === null) throw new Error(`the bundled font of weight ${weight} cannot be read`);
  return { weight, typeface };
}

function bufferOf(data: Buffer): ArrayBuffer {
  return new Uint8Array(data).buffer;
}
