import type { Surface } from 'canvaskit-wasm';
import { Context2d } from './context-2d.ts';
import type { Skia } from './skia.ts';
import { makeTextShaper, type TextShaper } from './text-shaper.ts';

/** What chartjs-node-canvas uses of the `canvas` package. */
export interface CanvasModule {
  createCanvas(width: number, height: number): ChartCanvas;
  registerFont(): void;
  readonly Image: new () => object;
  /** Frees every canvas that was made; none may be used afterwards. */
  disposeAll(): void;
}

/** An in-memory picture that Chart.js draws on. */
export class ChartCanvas {
  readonly width: number;
  readonly height: number;
  /** Chart.js sets sizes here. */
  readonly style: Record<string, string> = {};
  readonly #surface: Surface;
  readonly #context: Context2d;

  constructor(width: number, height: number, skia: Skia, shaper: TextShaper) {
    const surface = skia.kit.MakeSurface(width, height);
    if (surface === null) throw new Error(`no drawing surface of ${width} by ${height}`);
    this.width = width;
    this.height = height;
    this.#surface = surface;
    this.#context = new Context2d(this, surface.getCanvas(), skia, shaper);
  }

  getContext(kind: string): Context2d | null {
    return kind === '2d' ? this.#context : null;
  }

  toBuffer(): Buffer {
    this.#surface.flush();
    const image = this.#surface.makeImageSnapshot();
    const bytes = image.encodeToBytes();
    image.delete();
    if (bytes === null) throw new Error('the picture could not be encoded as PNG');
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  dispose(): void {
    this.#context.dispose();
    this.#surface.dispose();
  }
}

class NoImage {}

export function makeCanvasModule(skia: Skia): CanvasModule {
  const shaper = makeTextShaper(skia);
  const made: ChartCanvas[] = [];
  return {
    createCanvas(width, height) {
      const canvas = new ChartCanvas(width, height, skia, shaper);
      made.push(canvas);
      return canvas;
    },
    registerFont: () => undefined,
    Image: NoImage,
    disposeAll() {
      for (const canvas of made.splice(0)) canvas.dispose();
    },
  };
}
